package io.keyhold.campaign;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Disk;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Lun;
import io.keyhold.fake.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disk of a generated machine: what encrypts it, said once for the world and once for the oracle.
 *
 * @param key which of a few keys it needs, so that disks and machines share some
 */
record GeneratedDisk(Kind kind, int key, boolean underSet) {

  enum Kind {
    PLAIN,
    BEK,
    WRAPPED_BEK,
    OWN_SECRET,
    KEPT_ELSEWHERE,
    TAG_WITHOUT_SENSE,
    TAG_TO_ANOTHER_VAULT,
    UNREADABLE_REFERENCE,
    EXCLUDED
  }

  static final int KEYS = 4;

  static ArmId set(int key) {
    return ArmId.compute(FakeWorld.SUBSCRIPTION, "prod", "diskEncryptionSets", "des-" + key);
  }

  static KeyRef keyOfSet(int key) {
    return FakeWorld.kek(100 + key);
  }

  Disk disk(String machine, int index) {
    return FakeWorld.disk(
        machine + "-" + index,
        index == 0 ? Lun.OS : Lun.data(index - 1),
        underSet ? new AtRest.CustomerKey(set(key), false) : new AtRest.PlatformKey(),
        volumes(),
        tags());
  }

  private List<AdeVolume> volumes() {
    return switch (kind) {
      case BEK -> List.of(new AdeVolume(Optional.of(bek().url()), Optional.empty()));
      case WRAPPED_BEK ->
          List.of(new AdeVolume(Optional.of(bek().url()), Optional.of(kek().url())));
      case UNREADABLE_REFERENCE ->
          List.of(new AdeVolume(Optional.of("https://example.com/x"), Optional.empty()));
      case PLAIN, OWN_SECRET, KEPT_ELSEWHERE, TAG_WITHOUT_SENSE, TAG_TO_ANOTHER_VAULT, EXCLUDED ->
          List.of();
    };
  }

  private Map<String, String> tags() {
    return switch (kind) {
      case OWN_SECRET -> Map.of("keyhold-key", bek().url());
      case KEPT_ELSEWHERE -> Map.of("keyhold-key", "external:safe " + key);
      case TAG_WITHOUT_SENSE -> Map.of("keyhold-key", "under the mat");
      case TAG_TO_ANOTHER_VAULT ->
          Map.of("keyhold-key", "https://kv-other.vault.azure.net/secrets/s");
      case EXCLUDED -> Map.of("keyhold-exclude", "scratch");
      case PLAIN, BEK, WRAPPED_BEK, UNREADABLE_REFERENCE -> Map.of();
    };
  }

  KeyRef bek() {
    return FakeWorld.bek(key);
  }

  KeyRef kek() {
    return FakeWorld.kek(key);
  }

  boolean refusedUnseen() {
    return kind == Kind.TAG_WITHOUT_SENSE
        || kind == Kind.TAG_TO_ANOTHER_VAULT
        || kind == Kind.UNREADABLE_REFERENCE;
  }
}
