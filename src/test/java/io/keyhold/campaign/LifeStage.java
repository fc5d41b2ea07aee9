package io.keyhold.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.TestStage;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.restore.Restore;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.retention.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A local Azure with one machine and three points of it, each with copies in a second region, and
 * the apps, each as itself. Every case finds the same: what an earlier one made is taken away, and
 * what it took is put back.
 */
final class LifeStage implements AutoCloseable {

  /** Long enough that only an injected silence is one, on a busy machine too. */
  private static final String TIMEOUT_SECONDS = "4";

  private static final List<String> CONTAINERS = List.of("points", "work");
  private static final int DAYS = 3;

  final TestStage stage;
  final LocalAzure azure;
  private final UseCases backup;
  private final UseCases restore;
  private final UseCases retention;
  private final String subnet;
  private final Map<String, Map<String, byte[]>> blobs = new HashMap<>();
  private final Map<String, ObjectNode> snapshots = new HashMap<>();
  private final List<PointId> old = new ArrayList<>();
  private Optional<PointId> today = Optional.empty();
  private final List<String> remarks = new ArrayList<>();
  private int runs;

  LifeStage() {
    this(new TestStage());
  }

  LifeStage(TestStage stage) {
    this.stage = stage;
    this.azure = stage.azure;
    subnet = Fleet.copiedMachine(stage);
    SampleIdentities.limit(azure, stage.vault);
    backup = as(SampleIdentities.BACKUP);
    restore = as(SampleIdentities.RESTORE);
    retention = as(SampleIdentities.RETENTION);
    for (int day = 0; day < DAYS; day++) {
      tomorrow();
      backUp();
      old.add(today());
      while (!point(today()).state().word().equals("complete")) {
        copies();
        later(Duration.ofMinutes(5));
      }
    }
    CONTAINERS.forEach(name -> blobs.put(name, contents(container(name))));
    azure.compute().ids("snapshots").forEach(id -> snapshots.put(id, found(id)));
  }

  private UseCases as(String identity) {
    Map<String, String> settings = new HashMap<>(azure.settings());
    settings.put("KEYHOLD_POLICIES", Fleet.POLICIES_BLOB);
    settings.put("KEYHOLD_HTTP_TIMEOUT", TIMEOUT_SECONDS);
    settings.put("AZURE_CLIENT_ID", identity);
    return stage.useCases(settings);
  }

  private Container container(String name) {
    return azure.blobs().container(LocalAzure.ACCOUNT, name);
  }

  private static Map<String, byte[]> contents(Container container) {
    Map<String, byte[]> all = new HashMap<>();
    container.list("").forEach(name -> all.put(name, container.read(name).orElseThrow()));
    return all;
  }

  private ObjectNode found(String id) {
    return azure.compute().find(id).orElseThrow();
  }

  /** A new day, just after the time of the slot, as after the days before all cases. */
  void newCase() {
    azure.faults().clear();
    remarks.clear();
    today = Optional.empty();
    blobs.forEach((name, kept) -> putBack(container(name), kept));
    Compute compute = azure.compute();
    compute.ids("snapshots").stream()
        .filter(id -> !snapshots.containsKey(id))
        .forEach(compute::remove);
    snapshots.values().stream()
        .filter(one -> compute.find(one.path("id").asText()).isEmpty())
        .forEach(compute::put);
    Remains.made(azure).forEach(this::remove);
    tomorrow();
    azure.requests().clear();
  }

  private static void putBack(Container container, Map<String, byte[]> kept) {
    container.list("").stream().filter(name -> !kept.containsKey(name)).forEach(container::delete);
    kept.forEach(container::put);
  }

  private void remove(String id) {
    if (id.contains("/networkInterfaces/")) {
      azure.network().remove(id);
    } else {
      azure.compute().remove(id);
    }
  }

  private void tomorrow() {
    Instant at = azure.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
    azure.clock().set(at);
  }

  List<Entry> log() {
    return azure.requests().all();
  }

  void later(Duration time) {
    azure.clock().advance(time);
  }

  /** A backup of today in which nothing goes wrong. */
  void backUp() {
    List<BackupOrder> orders = backup.backupTick().tick("tick-" + ++runs).orders();
    BackupOrder order = orders.getFirst();
    if (!(backup.backupMachine().deliver(order, 1) instanceof BackupDelivery.Result.Done)) {
      throw new IllegalStateException("the backup before the case went wrong");
    }
    today = Optional.of(order.point());
  }

  PointId today() {
    return today.orElseThrow();
  }

  /** The points from before all cases, oldest first. */
  List<PointId> old() {
    return old;
  }

  RecoveryPoint point(PointId id) {
    return stage.useCases.points().find(id).orElseThrow();
  }

  /** The timer; the door logs what went wrong, and the next tick goes on. */
  void copies() {
    trying(() -> backup.copyAdvance().advance("copies-" + ++runs).problems().forEach(this::note));
  }

  void expire() {
    trying(() -> retention.expire().expire("expire-" + ++runs).problems().forEach(this::note));
  }

  /** Sweeps until a sweep finds nothing wrong. */
  void sweep() {
    for (int sweep = 0; sweep < 5; sweep++) {
      boolean[] clean = {false};
      trying(
          () -> {
            Report report = retention.sweep().sweep("sweep-" + ++runs);
            report.problems().forEach(this::note);
            clean[0] = report.problems().isEmpty();
          });
      if (clean[0]) {
        return;
      }
    }
    throw new AssertionError("no sweep was without problems: " + remarks);
  }

  private void note(Object what) {
    remarks.add(what.toString());
  }

  private boolean trying(Runnable door) {
    try {
      door.run();
      return true;
    } catch (CloudFailure | BrokenChainException failed) {
      note(failed.getMessage());
      return false;
    }
  }

  /** Sends the request until it is answered, as a client does with 5xx. */
  void askFor(String id, RestoreRequest.Mode mode) {
    RestoreRequest request = request(mode);
    boolean[] accepted = {false};
    for (int round = 0; round < 5 && !accepted[0]; round++) {
      trying(
          () -> {
            RestoreDesk.Acceptance answer = restore.restores().accept(id, request);
            accepted[0] = answer instanceof RestoreDesk.Acceptance.Accepted;
            if (!accepted[0]) {
              throw new AssertionError("the restore is not accepted: " + answer);
            }
          });
    }
  }

  /** Asks for its end until that is answered. */
  void cancel(String id) {
    boolean[] accepted = {false};
    for (int round = 0; round < 5 && !accepted[0]; round++) {
      trying(
          () ->
              accepted[0] =
                  restore.restores().cancel(id) instanceof RestoreDesk.Cancellation.Accepted);
    }
  }

  private RestoreRequest request(RestoreRequest.Mode mode) {
    return new RestoreRequest(
        old.getLast(),
        mode,
        List.of(),
        new RestoreRequest.Target(
            Optional.empty(),
            Remains.GROUP,
            "back",
            Optional.of(subnet).filter(id -> mode == RestoreRequest.Mode.MACHINE),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** The queue's message, delivered up to five times. */
  void work(String id) {
    for (int delivery = 1; delivery <= 5; delivery++) {
      if (trying(() -> restore.restoreRunner().run(id))) {
        return;
      }
    }
  }

  /** One look, in which nothing goes wrong. */
  void look(String id) {
    restore.restoreRunner().advance(id);
  }

  /** The timer of the restores. */
  void advanceRestores() {
    trying(
        () ->
            restore
                .restoreStore()
                .open()
                .forEach(id -> trying(() -> restore.restoreRunner().advance(id))));
  }

  Optional<Restore> restore(String id) {
    return stage.useCases.restores().find(id);
  }

  boolean isOpen(String id) {
    return stage.useCases.restoreStore().open().contains(id);
  }

  /** A copy that Azure gives up, as it shows one. */
  void letACopyFail() {
    String copy = point(today()).copyPlans().getFirst().copy().value();
    azure
        .compute()
        .change(
            copy,
            body ->
                ((ObjectNode) body.get("properties"))
                    .putObject("copyCompletionError")
                    .put("errorCode", "InternalServerError")
                    .put("errorMessage", "The copy failed."));
  }

  /** What the apps could not do meanwhile, for whoever looks for the cause of a failure. */
  List<String> remarks() {
    return remarks;
  }

  @Override
  public void close() {
    azure.close();
  }
}
