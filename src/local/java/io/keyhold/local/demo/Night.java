package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.fleet.SampleDisks;
import io.keyhold.local.fleet.SampleFleet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The backup timer has fired: what became of each machine. */
final class Night {
  /** The disks of the machine that is going to be restored. */
  static final Set<String> LUNS = new TreeSet<>(Set.of("os", "0"));

  private final Stage stage;
  private final Story story;
  private final Map<String, JsonNode> points = new HashMap<>();
  private final Map<String, byte[]> bytes = new HashMap<>();

  Night(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  void backUp() {
    story.chapter("The backup timer fires");
    remember();
    stage.fire("backup-tick");
    stage.settle();
    stage
        .api()
        .get("/api/recovery-points")
        .path("value")
        .forEach(point -> points.put(Points.machine(point), point));
    for (String machine : SampleFleet.selected()) {
      DemoFailure.unless(
          points.containsKey(machine), "The machine " + machine + " has no recovery point");
      JsonNode point = points.get(machine);
      DemoFailure.unless(
          Points.isGood(point), "The recovery point of " + machine + " is not good: " + point);
      story.line(
          "%-13s %-9s %d disks; %s",
          machine, point.path("state").asText(), point.path("disks").size(), Points.keys(point));
    }
    othersAreSaidToo();
  }

  /** Machines that no policy selects are listed, without a point. */
  private void othersAreSaidToo() {
    Set<String> known = new HashSet<>();
    stage
        .api()
        .get("/api/machines")
        .path("value")
        .forEach(machine -> known.add(Points.lastPart(machine.path("id").asText())));
    String other = SampleFleet.UNSELECTED;
    DemoFailure.unless(known.contains(other), "GET /api/machines does not list " + other);
    DemoFailure.unless(
        !points.containsKey(other), other + " was backed up though no policy selects it");
    story.line("%-13s selected by no policy; listed, not backed up", other);
  }

  private void remember() {
    Compute compute = stage.azure().compute();
    for (String lun : LUNS) {
      String disk = source(lun);
      bytes.put(disk, compute.read(disk, 0, SampleDisks.SIZE));
    }
  }

  /** The point as it was after the backup. */
  JsonNode point(String machine) {
    return points.get(machine);
  }

  /** The point as it is now, with everything that the API says of it. */
  JsonNode look(String machine) {
    return stage.api().get("/api/recovery-points/" + point(machine).path("id").asText());
  }

  /** The disk of the restored machine that has this LUN. */
  static String source(String lun) {
    return lun.equals("os")
        ? SampleFleet.osDisk(SampleFleet.ADE_KEK)
        : SampleFleet.dataDisk(SampleFleet.ADE_KEK, Integer.parseInt(lun));
  }

  /**
   * What a disk held, from its start to its last byte that is not zero, when its snapshot was
   * taken.
   */
  byte[] bytes(String disk) {
    return bytes.get(disk);
  }
}
