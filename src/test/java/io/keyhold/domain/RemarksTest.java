package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.fake.FakeWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemarksTest {

  private static final InGuest ELSEWHERE = new InGuest.KeptElsewhere("external:the safe");
  private static final InGuest PLAIN = new InGuest.Undeclared();

  @Test
  void aDeclaredMachineThatRunsNeedsNoRemark() {
    assertThat(remarks(MachineFacts.none(), ELSEWHERE, ELSEWHERE)).isEmpty();
  }

  @Test
  void oneRemarkNamesAllDisksAboutWhichNothingIsSaid() {
    List<Problem> remarks = remarks(MachineFacts.none(), PLAIN, PLAIN);

    assertThat(remarks).extracting(Problem::code).containsExactly(Code.NOTHING_DECLARED);
    assertThat(remarks.get(0).detail()).endsWith("os, lun0");
  }

  @Test
  void differentSchemesAreNamedDiskByDisk() {
    assertThat(remarks(MachineFacts.none(), ELSEWHERE, PLAIN))
        .filteredOn(remark -> remark.code() == Code.SCHEMES_MIXED)
        .singleElement()
        .satisfies(
            remark -> assertThat(remark.detail()).isEqualTo("os: keptElsewhere, lun0: undeclared"));
  }

  @Test
  void aMachineThatCannotBeAskedIsSaidToBeSo() {
    GuestReport silent =
        new GuestReport(Optional.of("it is not running: deallocated"), Optional.empty(), List.of());
    MachineFacts facts =
        new MachineFacts(Optional.empty(), true, Optional.empty(), silent, Optional.empty());

    assertThat(remarks(facts, ELSEWHERE))
        .extracting(Problem::code)
        .containsExactly(Code.ENCRYPTION_AT_HOST, Code.GUEST_NOT_ASKED);
  }

  private static List<Problem> remarks(MachineFacts facts, InGuest... inside) {
    List<DiskRecord> records = new ArrayList<>();
    List<Disk> disks = new ArrayList<>();
    for (int number = 0; number < inside.length; number++) {
      Lun lun = number == 0 ? Lun.OS : Lun.data(number - 1);
      Disk disk = FakeWorld.disk("d" + number, lun, new AtRest.PlatformKey(), List.of(), Map.of());
      disks.add(disk);
      records.add(
          DiskRecord.of(disk, new DiskEncryption(new AtRest.PlatformKey(), inside[number])));
    }
    MachineSummary summary =
        new MachineSummary(FakeWorld.machineId("a"), "vm-a", "westeurope", Map.of());
    Machine machine = new Machine(summary, disks, List.of(), Set.of(), facts);
    return Remarks.of(machine, DiskSelection.of(machine), records, Optional.empty());
  }
}
