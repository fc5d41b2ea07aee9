package io.keyhold.local.arm;

import io.keyhold.local.http.Pace;
import java.time.Duration;
import java.util.List;

/**
 * What can be set about the local ARM.
 *
 * @param diskOperation how long an operation of the disk provider takes; recorded: 0.1 to 6 s
 * @param machineOperation how long an operation on a machine takes; recorded: 10 s to 3 minutes
 * @param pageSize how many entries a page of a list has
 * @param strictGroups whether a resource group has to be made before something is put into it
 * @param sameRegionCopy the course of a CopyStart within one region
 * @param otherRegionCopy the course of a CopyStart into another region
 * @param pace scales Retry-After
 */
public record ArmOptions(
    Duration diskOperation,
    Duration machineOperation,
    int pageSize,
    boolean strictGroups,
    List<CopyStep> sameRegionCopy,
    List<CopyStep> otherRegionCopy,
    Pace pace) {

  /** From when on a copy shows which completionPercent. */
  public record CopyStep(Duration after, double percent) {}

  public ArmOptions {
    sameRegionCopy = List.copyOf(sameRegionCopy);
    otherRegionCopy = List.copyOf(otherRegionCopy);
  }

  /** The recorded values, with machines that are quicker than Azure's. */
  public static ArmOptions recorded() {
    return new ArmOptions(
        Duration.ofMillis(300),
        Duration.ofSeconds(2),
        50,
        false,
        List.of(
            new CopyStep(Duration.ofSeconds(75), 15.0), new CopyStep(Duration.ofSeconds(380), 100)),
        List.of(new CopyStep(Duration.ofSeconds(260), 100.0)),
        new Pace(1));
  }

  public ArmOptions withOperations(Duration disk, Duration machine) {
    return new ArmOptions(
        disk, machine, pageSize, strictGroups, sameRegionCopy, otherRegionCopy, pace);
  }

  public ArmOptions withPageSize(int size) {
    return new ArmOptions(
        diskOperation, machineOperation, size, strictGroups, sameRegionCopy, otherRegionCopy, pace);
  }

  public ArmOptions withStrictGroups() {
    return new ArmOptions(
        diskOperation, machineOperation, pageSize, true, sameRegionCopy, otherRegionCopy, pace);
  }

  public ArmOptions withPace(Pace newPace) {
    return new ArmOptions(
        diskOperation,
        machineOperation,
        pageSize,
        strictGroups,
        sameRegionCopy,
        otherRegionCopy,
        newPace);
  }

  /** The same course for both kinds of copies. */
  public ArmOptions withCopies(CopyStep... steps) {
    return new ArmOptions(
        diskOperation,
        machineOperation,
        pageSize,
        strictGroups,
        List.of(steps),
        List.of(steps),
        pace);
  }
}
