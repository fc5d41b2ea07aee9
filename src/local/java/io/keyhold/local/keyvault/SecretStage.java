package io.keyhold.local.keyvault;

import java.util.Map;
import java.util.Optional;

/** Sets the stage for secrets. */
public final class SecretStage extends ObjectStage<SecretVersion> {

  SecretStage(Vault vault, Shelf<SecretVersion> shelf) {
    super(vault, shelf);
  }

  public Stored set(String name, String value) {
    return set(name, value, Optional.empty(), Map.of());
  }

  public Stored set(
      String name, String value, Optional<String> contentType, Map<String, String> tags) {
    var node = Json.object();
    tags.forEach(node::put);
    return add(
        name,
        now ->
            new SecretVersion(
                Version.newId(),
                value,
                contentType,
                Attributes.createdAt(now),
                tags.isEmpty() ? Optional.empty() : Optional.of(node)));
  }

  /** The value, whatever the state of the version. */
  public String value(String name, String version) {
    return get(name, version).value();
  }
}
