package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What all resource types share: the resources, their operations, the clock, and one lock. */
public final class Kernel {

  private final MovableClock clock;
  private final ArmOptions options;
  private final OperationLinks links;
  private final Path folder;
  private final Store store = new Store();
  private final Operations operations = new Operations();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param serverCertificate becomes a part of the operations' URLs
   * @param folder where the bytes of disks are kept
   */
  public static Kernel of(
      MovableClock clock, ArmOptions options, byte[] serverCertificate, Path folder) {
    return new Kernel(clock, options, new OperationLinks(serverCertificate), folder);
  }

  private Kernel(MovableClock clock, ArmOptions options, OperationLinks links, Path folder) {
    this.clock = clock;
    this.options = options;
    this.links = links;
    this.folder = folder;
  }

  public MovableClock clock() {
    return clock;
  }

  public ArmOptions options() {
    return options;
  }

  OperationLinks links() {
    return links;
  }

  Store store() {
    return store;
  }

  Operations operations() {
    return operations;
  }

  /** A file for the bytes of a new disk. */
  Path newFile() {
    return folder.resolve(UUID.randomUUID() + ".img");
  }

  /** Whether the URL of a poll is one that was handed out, unchanged. */
  public boolean handedOut(Request request) {
    return links.holds(request);
  }

  /** An operation that was begun. */
  public Optional<Operation> operation(String id) {
    return operations.find(id);
  }

  /** Runs alone, after every operation whose time has come has ended. */
  public <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      operations.settle(clock.instant());
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Begins an operation of the disk provider. */
  Operation diskOperation(
      ArmCall call, ResourceId id, String location, Supplier<Optional<JsonNode>> effect) {
    return begin(
        call, id, location, "DiskOperations", options.diskOperation(), effect, Optional.empty());
  }

  /** Begins an operation on a machine; only a creation tells the first poll to wait. */
  Operation machineOperation(
      ArmCall call,
      ResourceId id,
      String location,
      Runnable effect,
      Optional<Integer> pollRetryAfter) {
    return begin(
        call,
        id,
        location,
        "operations",
        options.machineOperation(),
        () -> {
          effect.run();
          return Optional.empty();
        },
        pollRetryAfter);
  }

  private Operation begin(
      ArmCall call,
      ResourceId id,
      String location,
      String folderName,
      Duration takes,
      Supplier<Optional<JsonNode>> effect,
      Optional<Integer> pollRetryAfter) {
    return operations.begin(
        call.method() + " " + id,
        new Operation.Start(
            id.subscription(),
            "Microsoft.Compute",
            location,
            folderName,
            call.now(),
            call.now().plus(takes),
            effect,
            () -> failed(id, call.method()),
            pollRetryAfter));
  }

  /**
   * Begins an operation of another provider.
   *
   * @param subject the id of the resource
   * @param undo what happens where the operation fails
   */
  public Operation operation(
      ArmCall call, String subject, String location, Runnable effect, Runnable undo) {
    return operations.begin(
        call.method() + " " + subject,
        new Operation.Start(
            call.path().subscription(),
            call.path().namespace().orElseThrow(),
            location,
            "operations",
            call.now(),
            call.now().plus(options.diskOperation()),
            () -> {
              effect.run();
              return Optional.empty();
            },
            undo,
            Optional.empty()));
  }

  /** The URL of an operation of a provider without partitions. */
  public String link(ArmCall call, String path) {
    return links.unpartitioned(path, call.apiVersion(), call.now());
  }

  /** Adds a Retry-After at the pace of this local Azure. */
  public Response retryAfter(Response response, int seconds) {
    return response.with("Retry-After", options.pace().retryAfter(seconds));
  }

  /** What a failed operation leaves behind: the resource, marked, unless it is being deleted. */
  private void failed(ResourceId id, String method) {
    store
        .find(id)
        .filter(
            found ->
                method.equals("DELETE")
                    || !found.property("provisioningState").equals(Optional.of("Deleting")))
        .map(Resource::copy)
        .ifPresent(
            resource -> {
              resource.properties().put("provisioningState", "Failed");
              store.put(resource);
            });
  }

  /** 202 with both URLs of the operation. */
  Response accepted(
      ArmCall call, Operation operation, Optional<ObjectNode> body, Optional<Integer> retryAfter) {
    var start = operation.start();
    return created(call, operation, 202, body, retryAfter)
        .with(
            "Location",
            links.monitor(operation.path(), start.location(), call.apiVersion(), start.at()));
  }

  /** The accepting answer without a Location, as the creation of a machine has it. */
  Response created(
      ArmCall call,
      Operation operation,
      int status,
      Optional<ObjectNode> body,
      Optional<Integer> retryAfter) {
    var start = operation.start();
    var response =
        body.map(node -> Answers.json(status, node))
            .orElseGet(() -> Response.empty(status))
            .with(
                "Azure-AsyncOperation",
                links.poll(operation.path(), start.location(), call.apiVersion(), start.at()))
            .with("x-ms-request-id", operation.id());
    return retryAfter
        .map(seconds -> response.with("Retry-After", options.pace().retryAfter(seconds)))
        .orElse(response);
  }
}
