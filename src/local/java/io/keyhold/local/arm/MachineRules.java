package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.capacity.Capacity;
import java.util.Optional;

/** What is checked of a new machine, before anything of it is there. */
final class MachineRules {

  static final String WRITE = "Microsoft.Compute/virtualMachines/write";

  private final Kernel kernel;
  private final Capacity capacity;
  private final NetworkCards cards;

  MachineRules(Kernel kernel, Capacity capacity, NetworkCards cards) {
    this.kernel = kernel;
    this.capacity = capacity;
    this.cards = cards;
  }

  /** ARM's part: the rights to what the model names. */
  static void demandLinked(ArmCall call, JsonNode properties) {
    MachineCards.entries(properties)
        .map(card -> card.path("id").asText())
        .forEach(
            card ->
                call.demandLinked(WRITE, "Microsoft.Network/networkInterfaces/join/action", card));
    for (var disk : MachineModel.disks(properties)) {
      call.demandLinked(WRITE, "Microsoft.Compute/disks/read", disk);
      call.demandLinked(WRITE, "Microsoft.Compute/disks/write", disk);
    }
    demandSets(call, properties);
  }

  /** Any write needs the right to read the sets of the machine's disks. */
  static void demandSets(ArmCall call, JsonNode properties) {
    for (var set : MachineModel.sets(properties)) {
      call.demandLinked(WRITE, "Microsoft.Compute/diskEncryptionSets/read", set);
    }
  }

  /**
   * The provider's part.
   *
   * @param filled the model with its disks, each known to be there, free and in the region
   */
  void check(ResourceId id, String location, Optional<String> zone, JsonNode filled) {
    var size = new SizeRules(capacity).available(id, location, zone, filled);
    new AttachRules(kernel.store()).check(filled, size, zone);
    if (MachineCards.entries(filled).findAny().isEmpty()) {
      throw ArmFailure.missingParameter("networkProfile");
    }
    MachineCards.entries(filled)
        .forEach(entry -> cards.check(entry.path("id").asText(), id.toString(), location));
    new QuotaRules(new Usage(kernel.store(), capacity)).checkRoom(id, location, size);
  }
}
