package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Snapshots} does. */
public abstract class SnapshotsContract {

  protected abstract Snapshots snapshots();

  /** A disk that exists, as the machines' port would show it. */
  protected abstract Disk givenDisk(List<AdeVolume> volumes, Optional<ArmId> encryptionSet);

  /** A disk encryption set that can be used. */
  protected abstract ArmId givenEncryptionSet();

  /** An id of a snapshot that does not exist. */
  protected abstract ArmId newId();

  protected Snapshots.Wanted wanted(ArmId id, Disk disk) {
    return new Snapshots.Wanted(
        id,
        disk.id(),
        Samples.REGION,
        Policy.NetworkAccess.DENY_ALL,
        Map.of("keyhold-point", "20261124T010000Z-3f9a0c12b7de"));
  }

  @Test
  void thereIsNoneBeforeItWasTaken() {
    assertThat(snapshots().read(newId())).isEmpty();
  }

  @Test
  void aSnapshotIsReadyWhenTakeReturnsAndIsReadAsItWasReturned() {
    Disk disk = givenDisk(List.of(), Optional.empty());
    ArmId id = newId();
    Snapshots.Snapshot taken = snapshots().take(wanted(id, disk));
    assertThat(taken.ready()).isTrue();
    assertThat(taken.id()).isEqualTo(id);
    assertThat(taken.sourceUniqueId()).contains(disk.uniqueId());
    assertThat(taken.sizeBytes()).isEqualTo(disk.sizeBytes());
    assertThat(taken.tags()).containsEntry("keyhold-point", "20261124T010000Z-3f9a0c12b7de");
    assertThat(taken.atRest()).isEqualTo(new AtRest.PlatformKey());
    assertThat(snapshots().read(id)).contains(taken);
  }

  @Test
  void aSnapshotCarriesTheKeyReferencesOfItsDiskAsTheyAreWritten() {
    List<AdeVolume> volumes =
        List.of(
            new AdeVolume(
                Optional.of("https://kv-prod.vault.azure.net:443/secrets/BEK-1/" + "a".repeat(32)),
                Optional.of("https://kv-prod.vault.azure.net/keys/kek/" + "b".repeat(32))));
    Disk disk = givenDisk(volumes, Optional.empty());
    assertThat(snapshots().take(wanted(newId(), disk)).volumes()).isEqualTo(volumes);
  }

  @Test
  void aSnapshotHasTheEncryptionSetOfItsDisk() {
    ArmId set = givenEncryptionSet();
    Disk disk = givenDisk(List.of(), Optional.of(set));
    assertThat(snapshots().take(wanted(newId(), disk)).atRest())
        .isEqualTo(new AtRest.CustomerKey(set, false));
  }

  @Test
  void askingAgainChangesNothing() {
    Disk disk = givenDisk(List.of(), Optional.empty());
    ArmId id = newId();
    Snapshots.Snapshot first = snapshots().take(wanted(id, disk));
    assertThat(snapshots().take(wanted(id, disk))).isEqualTo(first);
  }

  @Test
  void aGroupsSnapshotsComePageByPageEachOnceAsTheyAreRead() {
    ArmId one = newId();
    ArmId two = newId();
    snapshots().take(wanted(one, givenDisk(List.of(), Optional.empty())));
    snapshots().take(wanted(two, givenDisk(List.of(), Optional.empty())));

    List<Snapshots.Snapshot> found = all(one);

    assertThat(found).extracting(Snapshots.Snapshot::id).doesNotHaveDuplicates();
    assertThat(found)
        .contains(snapshots().read(one).orElseThrow(), snapshots().read(two).orElseThrow());
    assertThat(snapshots().in(one.subscription(), "no-such-group", Optional.empty()))
        .isEqualTo(new Snapshots.Page(List.of(), Optional.empty()));
  }

  private List<Snapshots.Snapshot> all(ArmId like) {
    List<Snapshots.Snapshot> found = new ArrayList<>();
    Optional<String> continuation = Optional.empty();
    do {
      Snapshots.Page page = snapshots().in(like.subscription(), like.resourceGroup(), continuation);
      found.addAll(page.snapshots());
      continuation = page.continuation();
    } while (continuation.isPresent());
    return found;
  }

  @Test
  void whatWasDeletedIsGoneAndDeletingItAgainIsNoError() {
    ArmId id = newId();
    snapshots().take(wanted(id, givenDisk(List.of(), Optional.empty())));
    snapshots().delete(id);
    assertThat(snapshots().read(id)).isEmpty();
    snapshots().delete(id);
  }

  /** The other region's set that can be used. */
  protected abstract ArmId givenEncryptionSetElsewhere();

  /** From now on what runs as a copy is whole. */
  protected abstract void copyIsWhole(ArmId copy);

  private Snapshots.WantedCopy copyOf(Snapshots.Snapshot source, ArmId id, Optional<ArmId> set) {
    return new Snapshots.WantedCopy(
        id,
        source.id(),
        Samples.OTHER_REGION,
        set,
        false,
        Policy.NetworkAccess.DENY_ALL,
        Map.of("keyhold-point", "20261124T010000Z-3f9a0c12b7de"));
  }

  private Snapshots.Snapshot source(List<AdeVolume> volumes) {
    return snapshots().take(wanted(newId(), givenDisk(volumes, Optional.empty())));
  }

  @Test
  void aCopyRunsWhenItIsAskedForAndIsWholeLater() {
    Snapshots.Snapshot source = source(List.of());
    ArmId id = newId();
    Snapshots.Snapshot begun = snapshots().startCopy(copyOf(source, id, Optional.empty()));
    assertThat(begun.id()).isEqualTo(id);
    assertThat(begun.region()).isEqualTo(Samples.OTHER_REGION);
    assertThat(begun.ready()).isFalse();
    assertThat(begun.copy()).isEqualTo(new Snapshots.CopyState.Running(Optional.of(0.0)));
    assertThat(begun.sourceUniqueId()).contains(source.uniqueId());
    assertThat(begun.uniqueId()).isNotEqualTo(source.uniqueId());
    assertThat(begun.sizeBytes()).isEqualTo(source.sizeBytes());
    assertThat(begun.tags()).containsEntry("keyhold-point", "20261124T010000Z-3f9a0c12b7de");

    copyIsWhole(id);

    Snapshots.Snapshot whole = snapshots().read(id).orElseThrow();
    assertThat(whole.ready()).isTrue();
    assertThat(whole.copy()).isEqualTo(new Snapshots.CopyState.Done());
    assertThat(whole.uniqueId()).isEqualTo(begun.uniqueId());
    assertThat(snapshots().read(source.id())).contains(source);
  }

  @Test
  void aCopyIsUnderTheSetThatWasNamedOrUnderThePlatformsKey() {
    Snapshots.Snapshot source = source(List.of());
    ArmId set = givenEncryptionSetElsewhere();
    assertThat(snapshots().startCopy(copyOf(source, newId(), Optional.of(set))).atRest())
        .isEqualTo(new AtRest.CustomerKey(set, false));
    assertThat(snapshots().startCopy(copyOf(source, newId(), Optional.empty())).atRest())
        .isEqualTo(new AtRest.PlatformKey());
  }

  @Test
  void aCopyCarriesTheKeyReferencesOfItsSource() {
    List<AdeVolume> volumes =
        List.of(
            new AdeVolume(
                Optional.of("https://kv-prod.vault.azure.net/secrets/BEK-1/" + "a".repeat(32)),
                Optional.empty()));
    Snapshots.Snapshot copy =
        snapshots().startCopy(copyOf(source(volumes), newId(), Optional.empty()));
    assertThat(copy.volumes()).isEqualTo(volumes);
  }

  @Test
  void askingForACopyAgainChangesNothing() {
    Snapshots.Snapshot source = source(List.of());
    ArmId id = newId();
    Snapshots.Snapshot first = snapshots().startCopy(copyOf(source, id, Optional.empty()));
    copyIsWhole(id);
    Snapshots.Snapshot again = snapshots().startCopy(copyOf(source, id, Optional.empty()));
    assertThat(again.uniqueId()).isEqualTo(first.uniqueId());
    assertThat(again.copy()).isEqualTo(new Snapshots.CopyState.Done());
  }

  @Test
  void aCopyThatWasDeletedAndAskedForAgainIsAnotherOne() {
    Snapshots.Snapshot source = source(List.of());
    ArmId id = newId();
    Snapshots.Snapshot first = snapshots().startCopy(copyOf(source, id, Optional.empty()));
    snapshots().delete(id);
    Snapshots.Snapshot second = snapshots().startCopy(copyOf(source, id, Optional.empty()));
    assertThat(second.uniqueId()).isNotEqualTo(first.uniqueId());
  }

  @Test
  void aCopyWhoseSourceIsDeletedTooEarlyFails() {
    Snapshots.Snapshot source = source(List.of());
    ArmId id = newId();
    snapshots().startCopy(copyOf(source, id, Optional.empty()));
    snapshots().delete(source.id());
    assertThat(snapshots().read(id).orElseThrow().copy())
        .isInstanceOfSatisfying(
            Snapshots.CopyState.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo("CopySourceNotFound"));
    assertThat(snapshots().read(id).orElseThrow().ready()).isFalse();
  }

  @Test
  void aCopyWhoseSourceIsDeletedAfterwardsStaysWhole() {
    Snapshots.Snapshot source = source(List.of());
    ArmId id = newId();
    snapshots().startCopy(copyOf(source, id, Optional.empty()));
    copyIsWhole(id);
    snapshots().delete(source.id());
    assertThat(snapshots().read(id).orElseThrow().copy()).isEqualTo(new Snapshots.CopyState.Done());
  }

  @Test
  void aCopyOfNothingFails() {
    Snapshots.Snapshot source = source(List.of());
    snapshots().delete(source.id());
    ArmId id = newId();
    assertThatThrownBy(() -> snapshots().startCopy(copyOf(source, id, Optional.empty())))
        .isInstanceOf(CloudFailure.class);
    assertThat(snapshots().read(id)).isEmpty();
  }

  @Test
  void theNameOfAnotherSnapshotIsNoCopy() {
    Snapshots.Snapshot source = source(List.of());
    Snapshots.Snapshot other = source(List.of());
    assertThatThrownBy(() -> snapshots().startCopy(copyOf(source, other.id(), Optional.empty())))
        .isInstanceOf(CloudFailure.class);
    assertThat(snapshots().read(other.id())).contains(other);
  }

  @Test
  void aDiskThatIsNotThereFails() {
    Disk disk = givenDisk(List.of(), Optional.empty());
    Snapshots.Wanted wanted =
        new Snapshots.Wanted(
            newId(),
            ArmId.compute(disk.id().subscription(), disk.id().resourceGroup(), "disks", "nowhere"),
            Samples.REGION,
            Policy.NetworkAccess.DENY_ALL,
            Map.of());
    assertThatThrownBy(() -> snapshots().take(wanted)).isInstanceOf(CloudFailure.class);
    assertThat(snapshots().read(wanted.snapshot())).isEmpty();
  }
}
