package io.keyhold.local.arm;

import io.keyhold.local.http.Response;

/**
 * The two URLs of an operation: its status, and its result. Besides the URL's own signature the
 * right to read operations is asked for: Microsoft's list of what its disk driver needs has it.
 */
record Polling(Kernel kernel) {

  Response answer(ArmCall call) {
    ComputeProvider.demandMethod(call, "GET");
    if (!kernel.links().holds(call.request())) {
      throw call.unauthorized("Microsoft.Compute/locations/" + call.path().segment(2) + "/read");
    }
    call.demandRight("Microsoft.Compute/locations/" + call.path().segment(2) + "/read");
    var operation =
        kernel
            .operations()
            .find(call.path().segment(3))
            .orElseThrow(
                () -> ArmFailure.provider(404, "NotFound", "The operation was not found."));
    return call.request().query().containsKey("monitor")
        ? result(call, operation)
        : status(operation);
  }

  private Response status(Operation operation) {
    var response = Answers.json(200, operation.status());
    return operation
        .retryAfterOfThisPoll()
        .map(seconds -> response.with("Retry-After", kernel.options().pace().retryAfter(seconds)))
        .orElse(response);
  }

  /** 202 until the end; then the bare result, or an empty body where there is none. */
  private Response result(ArmCall call, Operation operation) {
    if (operation.running()) {
      return Response.empty(202)
          .with(
              "Location",
              "https://management.azure.com"
                  + call.request().path()
                  + "?"
                  + call.request().rawQuery());
    }
    return operation.result().map(body -> Answers.json(200, body)).orElse(Response.empty(200));
  }
}
