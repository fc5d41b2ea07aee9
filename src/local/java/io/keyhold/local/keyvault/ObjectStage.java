package io.keyhold.local.keyvault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Sets the stage for the keys or the secrets of one vault. An empty version id means the newest.
 * Nothing here asks for rights or shows in the request log.
 */
public abstract sealed class ObjectStage<V extends Version<V>> permits KeyStage, SecretStage {

  private final Vault vault;
  private final Shelf<V> shelf;

  ObjectStage(Vault vault, Shelf<V> shelf) {
    this.vault = vault;
    this.shelf = shelf;
  }

  public void disable(String name, String version) {
    change(name, version, before -> before.with(before.attributes().enabled(false)));
  }

  public void enable(String name, String version) {
    change(name, version, before -> before.with(before.attributes().enabled(true)));
  }

  /** Sets both dates; what is empty is not limited. */
  public void dates(
      String name, String version, Optional<Instant> notBefore, Optional<Instant> expires) {
    change(name, version, before -> before.with(before.attributes().dates(notBefore, expires)));
  }

  /** Deletes as a call would, with the vault's own delays. */
  public void delete(String name) {
    vault.locked(() -> shelf.delete(name, Duration.ofDays(vault.settings().softDeleteDays())));
  }

  /** Recovers a deleted object; refused, as by the vault, while the delete is under way. */
  public void recover(String name) {
    vault.locked(() -> shelf.recover(name));
  }

  /** Makes the name as if it had never been, whatever state it is in and whoever protects it. */
  public void purge(String name) {
    vault.locked(() -> shelf.forget(name));
  }

  public boolean exists(String name) {
    return vault.locked(() -> shelf.live(name).isPresent());
  }

  /** The versions of a key or secret, oldest first. */
  public List<Stored> versions(String name) {
    return vault.locked(
        () -> shelf.get(name).versions().stream().map(each -> stored(name, each)).toList());
  }

  Stored add(String name, Function<Instant, V> version) {
    return vault.locked(
        () -> {
          var added = version.apply(vault.now());
          return stored(shelf.add(name, added).name(), added);
        });
  }

  V get(String name, String version) {
    return vault.locked(() -> shelf.get(name, version));
  }

  void change(String name, String version, UnaryOperator<V> change) {
    Supplier<Named<V>> work =
        () -> {
          String id = shelf.get(name, version).id();
          return shelf.keep(
              shelf
                  .get(name)
                  .changed(
                      id,
                      before -> {
                        var after = change.apply(before);
                        return after.with(after.attributes().updatedAt(vault.now()));
                      }));
        };
    vault.locked(work);
  }

  private Stored stored(String name, V version) {
    return new Stored(
        new Urls(vault.settings()).version(shelf.kind(), name, version.id()), name, version.id());
  }
}
