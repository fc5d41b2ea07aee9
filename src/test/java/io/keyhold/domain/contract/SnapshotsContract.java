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
