package io.keyhold.local.network;

import io.keyhold.local.arm.Answers;
import io.keyhold.local.arm.ArmCall;
import io.keyhold.local.arm.ArmFailure;
import io.keyhold.local.arm.ArmJson;
import io.keyhold.local.arm.Kernel;
import io.keyhold.local.arm.Operation;
import io.keyhold.local.http.Response;

/** The two URLs of an operation: its status without times or name, and its empty result. */
record NetworkPolling(Kernel kernel) {

  /** Seconds that the poll of a running operation asks for. */
  private static final int RETRY_AFTER = 10;

  Response answer(ArmCall call) {
    if (!kernel.handedOut(call.request())) {
      throw call.unauthorized("Microsoft.Network/locations/" + call.path().segment(2) + "/read");
    }
    call.demandRight("Microsoft.Network/locations/" + call.path().segment(2) + "/read");
    var operation =
        kernel
            .operation(call.path().segment(3))
            .orElseThrow(() -> ArmFailure.network(404, "NotFound", "The operation was not found."));
    return call.path().segment(2).equalsIgnoreCase("operationResults")
        ? result(call, operation)
        : status(operation);
  }

  private Response status(Operation operation) {
    if (operation.running()) {
      var body = ArmJson.object().put("status", "InProgress");
      return kernel.retryAfter(Answers.json(200, body), RETRY_AFTER);
    }
    var error = operation.error();
    var body = ArmJson.object().put("status", error.isPresent() ? "Failed" : "Succeeded");
    error.ifPresent(why -> body.set("error", why));
    return Answers.json(200, body);
  }

  private Response result(ArmCall call, Operation operation) {
    if (!operation.running()) {
      return operation.error().isPresent()
          ? Answers.json(400, ArmJson.object().set("error", operation.error().get()))
          : Response.empty(204);
    }
    var again =
        "https://management.azure.com" + call.request().path() + "?" + call.request().rawQuery();
    return kernel.retryAfter(Response.empty(202).with("Location", again), RETRY_AFTER);
  }
}
