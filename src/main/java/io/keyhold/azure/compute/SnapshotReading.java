package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import com.azure.resourcemanager.compute.models.CreationData;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Snapshots;
import java.util.Optional;

/** What Azure says about a snapshot. */
final class SnapshotReading {

  private static final float WHOLE = 100.0f;

  private SnapshotReading() {}

  static Snapshots.Snapshot of(ArmId asked, SnapshotInner snapshot) {
    return new Snapshots.Snapshot(
        Values.id(snapshot.id(), asked),
        Values.orEmpty(snapshot.uniqueId()),
        Optional.ofNullable(snapshot.creationData()).map(CreationData::sourceUniqueId),
        Values.size(snapshot.diskSizeBytes(), snapshot.diskSizeGB()),
        ready(snapshot),
        Encryptions.atRest(snapshot.encryption()),
        Encryptions.volumes(snapshot.encryptionSettingsCollection()),
        Values.tags(snapshot.tags()));
  }

  /**
   * Of a snapshot in its disk's region, no completionPercent means complete; Ultra and Premium v2
   * disks show one while data is still copied (exchanges/README.md, "completionPercent absent").
   */
  private static boolean ready(SnapshotInner snapshot) {
    Float percent = snapshot.completionPercent();
    return "Succeeded".equalsIgnoreCase(snapshot.provisioningState())
        && (percent == null || percent >= WHOLE);
  }

  static boolean failed(SnapshotInner snapshot) {
    return "Failed".equalsIgnoreCase(snapshot.provisioningState())
        || "Canceled".equalsIgnoreCase(snapshot.provisioningState())
        || snapshot.copyCompletionError() != null;
  }
}
