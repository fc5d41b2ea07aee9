package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.models.DiskEncryptionSettings;
import com.azure.resourcemanager.compute.models.Encryption;
import com.azure.resourcemanager.compute.models.EncryptionSettingsCollection;
import com.azure.resourcemanager.compute.models.EncryptionSettingsElement;
import com.azure.resourcemanager.compute.models.EncryptionType;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import java.util.List;
import java.util.Optional;

/** What a disk, a snapshot or a machine's model says about its encryption. */
final class Encryptions {

  /**
   * Encryption is on and no key is named: kept, so that the gate refuses instead of overlooking.
   */
  static final AdeVolume NAMELESS = new AdeVolume(Optional.empty(), Optional.empty());

  private Encryptions() {}

  static AtRest atRest(Encryption encryption) {
    return Optional.ofNullable(encryption)
        .map(Encryption::diskEncryptionSetId)
        .flatMap(ArmId::parse)
        .<AtRest>map(set -> new AtRest.CustomerKey(set, doubled(encryption)))
        .orElseGet(AtRest.PlatformKey::new);
  }

  static Encryption underSet(ArmId set, boolean doubled) {
    return new Encryption()
        .withDiskEncryptionSetId(set.value())
        .withType(
            doubled
                ? EncryptionType.ENCRYPTION_AT_REST_WITH_PLATFORM_AND_CUSTOMER_KEYS
                : EncryptionType.ENCRYPTION_AT_REST_WITH_CUSTOMER_KEY);
  }

  private static boolean doubled(Encryption encryption) {
    return EncryptionType.ENCRYPTION_AT_REST_WITH_PLATFORM_AND_CUSTOMER_KEYS.equals(
        encryption.type());
  }

  /** The key references of a disk or snapshot, exactly as they are written there. */
  static List<AdeVolume> volumes(EncryptionSettingsCollection collection) {
    if (collection == null || !collection.enabled()) {
      return List.of();
    }
    List<EncryptionSettingsElement> settings = collection.encryptionSettings();
    return settings == null || settings.isEmpty()
        ? List.of(NAMELESS)
        : settings.stream().map(Encryptions::volume).toList();
  }

  private static AdeVolume volume(EncryptionSettingsElement element) {
    return new AdeVolume(
        Optional.ofNullable(element.diskEncryptionKey()).map(key -> key.secretUrl()),
        Optional.ofNullable(element.keyEncryptionKey()).map(key -> key.keyUrl()));
  }

  /** The references in a machine's model or in its instance view. */
  static List<AdeVolume> volumes(List<DiskEncryptionSettings> settings) {
    return settings.stream()
        .filter(one -> one != null && !Boolean.FALSE.equals(one.enabled()))
        .map(Encryptions::volume)
        .toList();
  }

  private static AdeVolume volume(DiskEncryptionSettings settings) {
    return new AdeVolume(
        Optional.ofNullable(settings.diskEncryptionKey()).map(key -> key.secretUrl()),
        Optional.ofNullable(settings.keyEncryptionKey()).map(key -> key.keyUrl()));
  }
}
