package io.keyhold.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What encrypts a disk, from what Azure shows and what the owner's tags declare (azure-facts.md
 * §1.0). Not visible is not unencrypted: where nothing is shown and nothing declared, that is what
 * is said.
 */
public final class Detection {

  private Detection() {}

  public static DiskEncryption of(Disk disk, Machine machine, KeyRules rules) {
    return new DiskEncryption(disk.atRest(), inGuest(disk, machine, rules));
  }

  private static InGuest inGuest(Disk disk, Machine machine, KeyRules rules) {
    List<AdeVolume> volumes = adeVolumes(disk, machine);
    if (!volumes.isEmpty()) {
      return azureDiskEncryption(disk.id(), volumes);
    }
    InGuest declared = declared(disk, machine.summary().tags(), rules);
    return declared instanceof InGuest.Undeclared ? seenWithoutKey(disk, machine) : declared;
  }

  /**
   * The disk itself counts most; then the machine's model (dual pass), then what its extension
   * says. Dual pass has one secret for all volumes of a machine, so that data disks which the
   * extension calls encrypted, and which name no key themselves, have it too.
   */
  private static List<AdeVolume> adeVolumes(Disk disk, Machine machine) {
    boolean dualPass =
        disk.lun().isOs()
            || (machine.facts().guest().content(disk.lun()) == AdeStatus.Content.ENCRYPTED
                && machine.disks().stream()
                    .noneMatch(other -> !other.lun().isOs() && !other.volumes().isEmpty()));
    return dualPass
        ? AdeVolume.best(
            List.of(disk.volumes(), machine.modelVolumes(), machine.facts().guest().named()))
        : disk.volumes();
  }

  private static InGuest seenWithoutKey(Disk disk, Machine machine) {
    if (disk.lun().isOs()
        && machine.facts().guest().content(disk.lun()) == AdeStatus.Content.ENCRYPTED) {
      return new InGuest.Unacceptable(
          new Problem(
              Code.KEY_REFERENCE_UNREADABLE,
              disk.id().value(),
              "Azure Disk Encryption says that the OS volume is encrypted; no key is named"));
    }
    return machine.underCloudLink()
        ? new InGuest.CloudLink(machine.facts().cloudLinkCenter())
        : new InGuest.Undeclared();
  }

  /** The references of Azure Disk Encryption; one that cannot be read is not overlooked. */
  public static InGuest azureDiskEncryption(ArmId disk, List<AdeVolume> volumes) {
    List<InGuest.Volume> readable = new ArrayList<>();
    for (AdeVolume volume : volumes) {
      Optional<KeyRef> bek = exact(volume.secretUrl(), KeyRef.Kind.SECRET);
      Optional<KeyRef> kek = exact(volume.kekUrl(), KeyRef.Kind.KEY);
      if (bek.isEmpty() || (volume.kekUrl().isPresent() && kek.isEmpty())) {
        return new InGuest.Unacceptable(
            new Problem(
                Code.KEY_REFERENCE_UNREADABLE,
                disk.value(),
                "the key reference is not the versioned URL of a secret or key: "
                    + Text.shown(unreadable(volume, bek))));
      }
      readable.add(new InGuest.Volume(bek.get(), kek));
    }
    return new InGuest.AzureDiskEncryption(readable);
  }

  private static String unreadable(AdeVolume volume, Optional<KeyRef> bek) {
    return (bek.isEmpty() ? volume.secretUrl() : volume.kekUrl()).orElse("no secret URL");
  }

  private static Optional<KeyRef> exact(Optional<String> url, KeyRef.Kind kind) {
    return url.flatMap(KeyRef::parse)
        .filter(ref -> ref.kind() == kind && ref.version().isPresent());
  }

  private static InGuest declared(Disk disk, Map<String, String> machineTags, KeyRules rules) {
    Optional<String> tag =
        Tags.value(disk.tags(), Tags.KEY).or(() -> Tags.value(machineTags, Tags.KEY));
    if (tag.isEmpty()) {
      return new InGuest.Undeclared();
    }
    if (tag.get().regionMatches(true, 0, Tags.EXTERNAL, 0, Tags.EXTERNAL.length())) {
      return keptElsewhere(disk, tag.get());
    }
    return named(disk, tag.get(), rules);
  }

  private static InGuest keptElsewhere(Disk disk, String tag) {
    boolean nowhere = tag.substring(Tags.EXTERNAL.length()).isBlank();
    return nowhere ? namesNothing(disk) : new InGuest.KeptElsewhere(Text.clean(tag));
  }

  /** The tag's text is not repeated: it may be the pass phrase itself, put there by mistake. */
  private static InGuest namesNothing(Disk disk) {
    return new InGuest.Unacceptable(
        new Problem(
            Code.TAG_NAMES_NO_SECRET,
            disk.id().value(),
            "what keyhold-key says is neither the URL of a Key Vault secret nor external:<where>"));
  }

  private static InGuest named(Disk disk, String tag, KeyRules rules) {
    Optional<KeyRef> secret =
        KeyRef.parse(tag).filter(ref -> ref.kind() == KeyRef.Kind.SECRET && !ref.inManagedHsm());
    if (secret.isEmpty()) {
      return namesNothing(disk);
    }
    if (!rules.allowedVaults().contains(secret.get().vault())) {
      return new InGuest.Unacceptable(
          new Problem(
              Code.VAULT_NOT_ALLOWED,
              disk.id().value(),
              "keyhold-key names the vault " + secret.get().vault()));
    }
    return new InGuest.SelfManaged(secret.get());
  }
}
