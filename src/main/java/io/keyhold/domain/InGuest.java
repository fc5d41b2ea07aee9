package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/** What encrypts the bytes of a disk inside the machine, as far as anyone says. */
public sealed interface InGuest {

  /** The word for it in events and answers. */
  default String word() {
    return switch (this) {
      case Undeclared nothing -> "undeclared";
      case AzureDiskEncryption ade -> "azureDiskEncryption";
      case SelfManaged own -> "selfManaged";
      case KeptElsewhere kept -> "keptElsewhere";
      case CloudLink cloudLink -> "cloudLink";
      case Unacceptable refused -> "unacceptable";
    };
  }

  /** Nothing visible and nothing declared. That is not the same as unencrypted. */
  record Undeclared() implements InGuest {}

  /** Azure Disk Encryption: BitLocker or dm-crypt with its key in Key Vault. */
  record AzureDiskEncryption(List<Volume> volumes) implements InGuest {
    public AzureDiskEncryption {
      volumes = List.copyOf(volumes);
    }
  }

  /** The exact secret of a BEK and, where it is wrapped, the exact key that unwraps it. */
  record Volume(KeyRef bek, Optional<KeyRef> kek) {}

  /** BitLocker or LUKS that the owner manages, its secret named by the tag {@code keyhold-key}. */
  record SelfManaged(KeyRef secret) implements InGuest {}

  /** The owner says that the key is kept where Keyhold cannot look ({@code external:}). */
  record KeptElsewhere(String where) implements InGuest {}

  /**
   * CloudLink SecureVM, seen by its extension.
   *
   * @param center the server that holds the keys, as the extension names it
   */
  record CloudLink(Optional<String> center) implements InGuest {}

  /** Something is declared or visible that cannot be accepted; the machine is refused with this. */
  record Unacceptable(Problem problem) implements InGuest {}
}
