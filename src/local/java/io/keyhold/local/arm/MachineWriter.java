package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;

/** Makes and changes machines. */
final class MachineWriter {

  private final Kernel kernel;
  private final MachineMaker maker;
  private final MachineChanger changer;

  MachineWriter(
      Kernel kernel, Guests guests, MachineDisks disks, MachineCards cards, MachineRules rules) {
    this.kernel = kernel;
    this.maker = new MachineMaker(kernel, guests, disks, cards, rules);
    this.changer = new MachineChanger(kernel, guests, disks);
  }

  Response put(ArmCall call, ResourceId id) {
    var existing = kernel.store().find(id);
    var body = call.body();
    var location = Write.location(body, id, existing);
    MachineRules.demandLinked(call, properties(body));
    return existing
        .map(before -> changer.change(call, before, body, properties(body)))
        .orElseGet(() -> maker.make(call, id, location, body, properties(body)));
  }

  Response patch(ArmCall call, ResourceId id) {
    var existing = kernel.store().get(id, call.now());
    var body = call.body();
    MachineRules.demandSets(call, existing.properties());
    return changer.change(call, existing, body, properties(body));
  }

  private static ObjectNode properties(ObjectNode body) {
    return body.get("properties") instanceof ObjectNode given ? given : ArmJson.object();
  }
}
