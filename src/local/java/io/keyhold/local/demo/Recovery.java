package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.fleet.SampleDisks;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.fleet.SampleVolume;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The disks of a damaged machine come back over HTTP. */
final class Recovery {
  private static final String MACHINE = SampleFleet.ADE_KEK;
  private static final Map<String, String> SOURCES =
      Map.of("os", SampleFleet.osDisk(MACHINE), "0", SampleFleet.dataDisk(MACHINE, 0));
  private static final int LOOKS = 60;

  private final Stage stage;
  private final Story story;
  private final Map<String, String> restored = new TreeMap<>();

  Recovery(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /** Both disks of the machine's point, into a group of their own. */
  static ObjectNode request(Night night) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("recoveryPoint", night.point(MACHINE).path("id").asText()).put("mode", "disks");
    body.putObject("target").put("resourceGroup", SampleFleet.RESTORED).put("namePrefix", "rescue");
    return body;
  }

  void damageTheMachine() {
    story.chapter("Something overwrites the disks of " + MACHINE);
    byte[] garbage = new byte[1 << 20];
    Arrays.fill(garbage, (byte) 0xdb);
    SOURCES.values().forEach(disk -> stage.azure().compute().write(disk, 0, garbage));
    story.line("the first MiB of each, where the LUKS header and its key slots are");
  }

  void restore(Night night) {
    story.chapter("The disks are restored: PUT /api/restores/rescue");
    JsonNode check = stage.api().put(200, "/api/restores/rescue?validateOnly=true", request(night));
    DemoFailure.unless(check.path("allowed").asBoolean(), "The restore is not allowed: " + check);
    story.line("validateOnly says allowed");
    stage.api().put(202, "/api/restores/rescue", request(night));
    JsonNode end = finished();
    DemoFailure.unless(
        end.path("state").asText().equals("Succeeded"), "The restore did not succeed: " + end);
    end.path("resources")
        .forEach(disk -> restored.put(disk.path("lun").asText(), disk.path("id").asText()));
    DemoFailure.unless(
        restored.keySet().equals(SOURCES.keySet()),
        "Other disks than the machine's were restored: " + end);
    story.line("Succeeded; %d disks in the group %s", restored.size(), SampleFleet.RESTORED);
  }

  /** Polls as a client does; the queue and the timer work in between. */
  private JsonNode finished() {
    JsonNode restore = JsonNodeFactory.instance.objectNode();
    for (int look = 0; look < LOOKS; look++) {
      stage.settle();
      restore = stage.api().get("/api/restores/rescue");
      if (!List.of("NotStarted", "Running").contains(restore.path("state").asText())) {
        return restore;
      }
      stage.fire("restore-advance");
    }
    throw new DemoFailure("The restore did not end: " + restore);
  }

  void compare(Night night) {
    story.chapter(
        "The restored disks are compared with what the disks held when they were backed up");
    restored.keySet().forEach(lun -> compare(night, lun, SOURCES.get(lun)));
  }

  private void compare(Night night, String lun, String source) {
    Compute compute = stage.azure().compute();
    String disk = restored.get(lun);
    byte[] now = compute.read(disk, 0, SampleDisks.SIZE);
    DemoFailure.unless(
        Arrays.equals(now, night.bytes(source)), "The restored disk " + lun + " holds other bytes");
    DemoFailure.unless(
        compute.sameBytes(disk, snapshot(night, lun)),
        "The restored disk " + lun + " is not its snapshot");
    DemoFailure.unless(
        !compute.sameBytes(disk, source),
        "The damage to the disk " + lun + " is on the restored one, too");
    DemoFailure.unless(
        settings(compute, disk).equals(settings(compute, source)),
        "The restored disk " + lun + " has lost its encryption settings");
    story.line("%-2s  equal, byte for byte; encryption settings kept", lun);
  }

  private static String snapshot(Night night, String lun) {
    return night
        .point(MACHINE)
        .path("disks")
        .valueStream()
        .filter(disk -> disk.path("lun").asText().equals(lun))
        .map(disk -> disk.path("snapshot").asText())
        .findFirst()
        .orElseThrow(
            () -> new DemoFailure("The recovery point names no snapshot of the disk " + lun));
  }

  private static Optional<JsonNode> settings(Compute compute, String disk) {
    return compute.find(disk).map(found -> found.at("/properties/encryptionSettingsCollection"));
  }

  /** Opens the restored volumes with the key out of the vault: the BEK, unwrapped by the KEK. */
  void open() {
    story.chapter("The key out of the vault opens the restored disks");
    byte[] passphrase = new Keyring(stage.azure()).wrappedBek(MACHINE);
    DemoFailure.unless(
        Arrays.equals(passphrase, SampleVolume.ADE_OS.passphrase()),
        "The vault unwraps another pass phrase than the volumes have");
    Optional<Cryptsetup> cryptsetup = Cryptsetup.find();
    if (cryptsetup.isEmpty()) {
      story.line(
          "cryptsetup is not installed here, so only the unwrapped pass phrase was compared: it is the right one");
      return;
    }
    restored.forEach((lun, disk) -> open(cryptsetup.get(), lun, disk, passphrase));
  }

  private void open(Cryptsetup cryptsetup, String lun, String disk, byte[] passphrase) {
    boolean opens = cryptsetup.opens(stage.azure().compute().bytes(disk), passphrase);
    DemoFailure.unless(
        opens,
        "cryptsetup does not open the restored disk " + lun + " with the key out of the vault");
    story.line("%-2s  cryptsetup --test-passphrase says that it opens", lun);
  }
}
