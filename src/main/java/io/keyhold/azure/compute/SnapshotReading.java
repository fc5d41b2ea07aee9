package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import com.azure.resourcemanager.compute.models.CreationData;
import com.azure.resourcemanager.compute.models.DiskCreateOption;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Progress;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.CopyState;
import java.util.Optional;

/** What Azure says about a snapshot. */
final class SnapshotReading {

  private static final float WHOLE = 100.0f;

  private SnapshotReading() {}

  static Snapshots.Snapshot of(ArmId asked, SnapshotInner snapshot) {
    return new Snapshots.Snapshot(
        Values.id(snapshot.id(), asked),
        Values.orEmpty(snapshot.location()),
        Values.orEmpty(snapshot.uniqueId()),
        Optional.ofNullable(snapshot.creationData()).map(CreationData::sourceUniqueId),
        Values.size(snapshot.diskSizeBytes(), snapshot.diskSizeGB()),
        ready(snapshot),
        copy(snapshot),
        Encryptions.atRest(snapshot.encryption()),
        Encryptions.volumes(snapshot.encryptionSettingsCollection()),
        Values.tags(snapshot.tags()));
  }

  /**
   * Of a snapshot in its disk's region, no completionPercent means complete; Ultra and Premium v2
   * disks show one while data is still copied. Of a copy from another region no percentage means
   * that nothing is known yet (exchanges/README.md, "completionPercent absent").
   */
  private static boolean ready(SnapshotInner snapshot) {
    Float percent = snapshot.completionPercent();
    boolean whole = percent == null ? !isCopy(snapshot) : percent >= WHOLE;
    return Values.progress(snapshot.provisioningState()) == Progress.READY
        && snapshot.copyCompletionError() == null
        && whole;
  }

  private static CopyState copy(SnapshotInner snapshot) {
    if (!isCopy(snapshot)) {
      return new CopyState.None();
    }
    if (snapshot.copyCompletionError() != null) {
      return new CopyState.Failed(
          String.valueOf(snapshot.copyCompletionError().errorCode()),
          Values.orEmpty(snapshot.copyCompletionError().errorMessage()));
    }
    if (failed(snapshot)) {
      return new CopyState.Failed(snapshot.provisioningState(), "its provisioning failed");
    }
    return ready(snapshot)
        ? new CopyState.Done()
        : new CopyState.Running(
            Optional.ofNullable(snapshot.completionPercent()).map(Float::doubleValue));
  }

  private static boolean isCopy(SnapshotInner snapshot) {
    return Optional.ofNullable(snapshot.creationData())
        .map(CreationData::createOption)
        .filter(DiskCreateOption.COPY_START::equals)
        .isPresent();
  }

  static boolean failed(SnapshotInner snapshot) {
    return Values.progress(snapshot.provisioningState()) == Progress.FAILED
        || snapshot.copyCompletionError() != null;
  }
}
