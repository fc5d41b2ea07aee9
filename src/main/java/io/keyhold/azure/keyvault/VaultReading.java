package io.keyhold.azure.keyvault;

import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import java.util.Optional;

/**
 * From a vault's answers to a reading (azure-facts.md §3.2). The first question is for the very
 * version; only after a 404 the deleted objects are asked, and only when the vault's name is
 * unknown the deleted vaults.
 */
final class VaultReading {

  private final KeyReads keys;
  private final SecretReads secrets;
  private final DeletedVaults deletedVaults;

  VaultReading(VaultClients clients, DeletedVaults deletedVaults) {
    this.keys = new KeyReads(clients);
    this.secrets = new SecretReads(clients);
    this.deletedVaults = deletedVaults;
  }

  KeyReading of(KeyRef ref) {
    try {
      return found(ref).<KeyReading>map(reading -> reading).orElseGet(() -> deleted(ref));
    } catch (CloudFailure failure) {
      return new KeyReading.NoAnswer(failure.problem());
    } catch (RuntimeException failure) {
      return meaning(Troubles.of(failure), ref);
    }
  }

  private Optional<KeyReading.Found> found(KeyRef ref) {
    return switch (ref.kind()) {
      case KEY -> Optional.of(keys.read(ref));
      case SECRET -> secrets.read(ref);
    };
  }

  private KeyReading meaning(Trouble trouble, KeyRef ref) {
    if (trouble instanceof Trouble.Answered answer) {
      if (answer.status() == 404) {
        return deleted(ref);
      }
      if (answer.says("KeyDisabled", "SecretDisabled") && ref.version().isPresent()) {
        return disabled(ref.version().get());
      }
    }
    return noAnswer(trouble, ref, right(ref));
  }

  private KeyReading deleted(KeyRef ref) {
    try {
      return switch (ref.kind()) {
        case KEY -> keys.deleted(ref);
        case SECRET -> secrets.deleted(ref);
      };
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      return trouble instanceof Trouble.Answered answer && answer.status() == 404
          ? absent(answer, ref)
          : noAnswer(trouble, ref, rightToDeleted(ref));
    }
  }

  /** A 404 without Key Vault's own code comes from something between, and says nothing. */
  private static KeyReading absent(Trouble.Answered answer, KeyRef ref) {
    return answer.says("KeyNotFound", "SecretNotFound")
        ? new KeyReading.Absent()
        : new KeyReading.NoAnswer(VaultProblems.problem(Code.VAULT_ERROR, ref, answer.shown()));
  }

  /** A managed HSM may have the name of a deleted vault; it is no vault. */
  private KeyReading noAnswer(Trouble trouble, KeyRef ref, DataAction needed) {
    if (trouble instanceof Trouble.Unreachable away && away.nameUnknown() && !ref.inManagedHsm()) {
      Optional<KeyReading.VaultDeleted> deleted = deletedVaults.find(ref.vault());
      if (deleted.isPresent()) {
        return deleted.get();
      }
    }
    return new KeyReading.NoAnswer(VaultProblems.of(trouble, ref, needed));
  }

  /** The vault refuses to show a disabled version: then that is all that is known of it. */
  private static KeyReading disabled(String version) {
    return new KeyReading.Found(
        new KeyAttributes(
            version, false, Optional.empty(), Optional.empty(), Optional.empty(), false));
  }

  private static DataAction right(KeyRef ref) {
    return switch (ref.kind()) {
      case KEY -> DataAction.READ_KEY;
      case SECRET -> DataAction.READ_SECRET_METADATA;
    };
  }

  private static DataAction rightToDeleted(KeyRef ref) {
    return switch (ref.kind()) {
      case KEY -> DataAction.READ_KEY;
      case SECRET -> DataAction.READ_DELETED_SECRET;
    };
  }
}
