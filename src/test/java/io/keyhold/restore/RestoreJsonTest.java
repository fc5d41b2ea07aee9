package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Requester;
import io.keyhold.fake.FakeWorld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreJsonTest {

  private static final String POINT = "20261124T010000Z-0123456789ab";
  private static final String DISKS =
      "/subscriptions/s/resourceGroups/restored/providers/Microsoft.Compute/disks/";
  private static final String SNAPSHOTS =
      "/subscriptions/s/resourceGroups/kh/providers/Microsoft.Compute/snapshots/";

  /** As the release wrote it that restored disks only; it looked at no subnetId. */
  private static final String BEFORE_MACHINES =
      """
      {
        "format" : 1,
        "request" : {
          "recoveryPoint" : "%s",
          "mode" : "disks",
          "disks" : [ "os" ],
          "target" : {
            "region" : "westeurope",
            "resourceGroup" : "restored",
            "namePrefix" : "back_1",
            "subnetId" : "any text"
          }
        },
        "state" : "Running",
        "cancelling" : true,
        "disks" : [ {
          "lun" : "os",
          "snapshot" : "%skh-os",
          "disk" : "%sback_1-os"
        } ],
        "steps" : [ {
          "at" : "2026-11-24T02:10:00Z",
          "what" : "accepted"
        } ],
        "problem" : {
          "code" : "RestoreFailed",
          "subject" : "back_1-os",
          "detail" : "Azure could not make the disk back_1-os"
        }
      }\
      """
          .formatted(POINT, SNAPSHOTS, DISKS);

  @Test
  void whatTheReleaseBeforeWroteIsRead() {
    Restore restore = RestoreJson.read("r1", BEFORE_MACHINES);

    assertThat(restore.state()).isEqualTo(Restore.State.RUNNING);
    assertThat(restore.cancelling()).isTrue();
    assertThat(restore.machine()).isEmpty();
    assertThat(restore.disks())
        .containsExactly(
            new Restore.Target(
                Lun.OS, new ArmId(SNAPSHOTS + "kh-os"), new ArmId(DISKS + "back_1-os")));
    assertThat(restore.request().target().namePrefix()).isEqualTo("back_1");
    assertThat(restore.steps())
        .containsExactly(new Restore.Step(Instant.parse("2026-11-24T02:10:00Z"), "accepted"));
    assertThat(restore.problem().map(Problem::code)).contains(Code.RESTORE_FAILED);
  }

  @Test
  void aRestoreOfDisksIsWrittenAsBefore() {
    assertThat(RestoreJson.stored(RestoreJson.read("r1", BEFORE_MACHINES)))
        .isEqualToIgnoringNewLines(BEFORE_MACHINES);
  }

  @Test
  void aRestoreOfAMachineIsReadAsItWasWritten() {
    Restore restore =
        new Restore(
            "r1",
            new RestoreRequest(
                new PointId(POINT), RestoreRequest.Mode.MACHINE, List.of(), Twins.target("twin")),
            Optional.of(FakeWorld.SOMEBODY),
            Restore.State.NOT_STARTED,
            true,
            Optional.of(new Requester("another", "app")),
            List.of(
                new Restore.Target(
                    Lun.OS, new ArmId(SNAPSHOTS + "kh-os"), new ArmId(DISKS + "twin-os"))),
            Optional.of(new Restore.MachineTarget(Twins.nic("twin-nic"), Twins.machine("twin"))),
            List.of(),
            Optional.empty());
    assertThat(RestoreJson.read("r1", RestoreJson.stored(restore))).isEqualTo(restore);
  }
}
