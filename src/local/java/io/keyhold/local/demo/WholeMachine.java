package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.Wire;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.fleet.SampleNetworks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A damaged machine comes back over HTTP as a new one beside it. */
final class WholeMachine {
  private static final String MACHINE = SampleFleet.ADE_KEK;
  private static final String NAME = "rescue";

  private final Stage stage;
  private final Story story;

  WholeMachine(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /** The whole machine, into a group of its own. */
  static ObjectNode request(Night night) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("recoveryPoint", night.point(MACHINE).path("id").asText()).put("mode", "machine");
    body.putObject("target")
        .put("resourceGroup", SampleFleet.RESTORED)
        .put("namePrefix", NAME)
        .put("subnetId", SampleNetworks.RESTORED);
    return body;
  }

  void damage() {
    story.chapter("Something overwrites the disks of " + MACHINE);
    byte[] garbage = new byte[1 << 20];
    Arrays.fill(garbage, (byte) 0xdb);
    Night.LUNS.forEach(lun -> stage.azure().compute().write(Night.source(lun), 0, garbage));
    story.line("the first MiB of each, where the LUKS header and its key slots are");
  }

  /** Gives its disks. */
  List<Disk> restore(Night night) {
    story.chapter("The whole machine is restored beside the old one: PUT /api/restores/" + NAME);
    JsonNode restore = new Restores(stage, story).restored(NAME, request(night));
    DemoFailure.unless(
        Restores.disks(restore).keySet().equals(Night.LUNS),
        "Other disks than the machine's were restored: " + restore);
    shown(restore);
    return Night.LUNS.stream()
        .map(
            lun ->
                new Disk(
                    lun,
                    Restores.disks(restore).get(lun),
                    Night.source(lun),
                    Restores.plan(lun, restore)))
        .toList();
  }

  /** Asks Azure, as its owner would. */
  private void shown(JsonNode restore) {
    String id = Restores.the("virtualMachine", restore);
    JsonNode machine = read(id + "?$expand=instanceView&api-version=2024-07-01");
    String power =
        machine
            .at("/properties/instanceView/statuses")
            .valueStream()
            .map(status -> status.path("code").asText())
            .filter(code -> code.startsWith("PowerState/"))
            .collect(Collectors.joining());
    DemoFailure.unless(power.equals("PowerState/deallocated"), "The machine is " + power);
    String nic = machine.at("/properties/networkProfile/networkInterfaces/0/id").asText();
    DemoFailure.unless(
        nic.equalsIgnoreCase(Restores.the("networkInterface", restore)),
        "The machine has another network interface: " + nic);
    JsonNode address =
        read(nic + "?api-version=2023-11-01").at("/properties/ipConfigurations/0/properties");
    DemoFailure.unless(
        address.at("/subnet/id").asText().equalsIgnoreCase(SampleNetworks.RESTORED)
            && address.path("publicIPAddress").isMissingNode(),
        "The network interface is not what was asked for: " + address);
    JsonNode storage = machine.at("/properties/storageProfile");
    story.line(
        "%s: %s, %s", NAME, machine.at("/properties/hardwareProfile/vmSize").asText(), power);
    story.line("disks: %s", disks(storage));
    story.line(
        "network: %s in the subnet %s, no public address",
        Points.lastPart(nic), Points.lastPart(address.at("/subnet/id").asText()));
  }

  private static String disks(JsonNode storage) {
    return "os "
        + Points.lastPart(storage.at("/osDisk/managedDisk/id").asText())
        + storage
            .path("dataDisks")
            .valueStream()
            .map(
                disk ->
                    ", LUN %s %s"
                        .formatted(
                            disk.path("lun").asText(),
                            Points.lastPart(disk.at("/managedDisk/id").asText())))
            .collect(Collectors.joining());
  }

  private JsonNode read(String pathAndQuery) {
    return Wire.json(new Wire(stage.azure()).get(pathAndQuery));
  }
}
