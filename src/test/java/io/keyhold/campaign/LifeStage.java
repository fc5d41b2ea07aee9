package io.keyhold.campaign;

import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.azure.KnownTokens;
import io.keyhold.azure.LocalCredential;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.RuleOne;
import io.keyhold.e2e.TestStage;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.NoWire;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.retention.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A local Azure with one machine and three points of it, each with copies in a second region, and
 * the apps, each as itself. Every case finds the same: what an earlier one made is taken away, and
 * what it took is put back.
 */
final class LifeStage implements AutoCloseable {

  /** What a silence takes of the local Azure's time, and of nobody else's. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The remark about a process that died. */
  static final String DEATH = "died";

  /** After what time a message comes back, or a client asks again. */
  private static final Duration DELIVERED_AGAIN = Duration.ofMinutes(2);

  private static final int DAYS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  final TestStage stage;
  final LocalAzure azure;
  private final Fate fate;
  private final String subnet;
  private final Map<String, TokenCredential> credentials = new HashMap<>();
  private final Map<Course, Saved> starts = new EnumMap<>(Course.class);
  private final List<PointId> old = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private UseCases backup;
  private UseCases restore;
  private UseCases retention;
  private PointId today;
  private int runs;

  LifeStage() {
    stage = new TestStage();
    azure = stage.azure;
    azure.clock().stop();
    fate = new Fate(() -> later(TIMEOUT));
    subnet = Fleet.copiedMachine(stage);
    newProcesses();
    for (int day = 0; day < DAYS; day++) {
      backUp();
      old.add(today);
      while (!point(today).state().word().equals("complete")) {
        copies();
        later(Duration.ofMinutes(5));
      }
      tomorrow();
    }
    sweep(); // no writer is left, and old markers go
    Saved start = Saved.of(azure);
    for (Course course : Course.values()) {
      start.restore(azure);
      newProcesses();
      course.prepare(this);
      starts.put(course, Saved.of(azure));
    }
  }

  private void tomorrow() {
    Instant at = azure.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
    azure.clock().set(at);
  }

  /** What a process remembered is gone. */
  void newProcesses() {
    fate.isReborn();
    backup = as(SampleIdentities.BACKUP);
    restore = as(SampleIdentities.RESTORE);
    retention = as(SampleIdentities.RETENTION);
  }

  private UseCases as(String identity) {
    Map<String, String> settings = new HashMap<>(azure.settings());
    settings.put("KEYHOLD_POLICIES", Fleet.POLICIES_BLOB);
    settings.put("AZURE_CLIENT_ID", identity);
    TokenCredential credential =
        credentials.computeIfAbsent(
            identity, id -> new KnownTokens(new LocalCredential(settings, Optional.of(id))));
    return stage.useCases(
        stage.adapters(settings, new NoWire(azure.dispatcher(), fate), credential));
  }

  /** Everything is as it was when the course was prepared, and nobody remembers anything. */
  void newCase(Course course) {
    starts.get(course).restore(azure);
    remarks.clear();
    newProcesses();
    course.begin(this);
    azure.requests().clear();
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
    today = order.point();
  }

  PointId today() {
    return today;
  }

  /** The points from before all cases, oldest first. */
  List<PointId> old() {
    return old;
  }

  RecoveryPoint point(PointId id) {
    return Points.one(azure, id);
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

  /** What a process that dies had not finished is finished by another one, a while later. */
  private boolean trying(Runnable door) {
    boolean done = false;
    try {
      door.run();
      done = true;
    } catch (CloudFailure | BrokenChainException failed) {
      note(failed.getMessage());
    } catch (RuntimeException failed) {
      if (!fate.isDead()) {
        throw failed;
      }
    }
    if (fate.isDead()) {
      note(DEATH);
      newProcesses();
      later(DELIVERED_AGAIN);
      return false;
    }
    return done;
  }

  /** Lets the process die at the first call from now on that is meant. */
  void letDieAt(Predicate<Request> call, boolean afterItsEffect) {
    fate.diesAt(call, afterItsEffect);
  }

  /** Sends the request until it is answered, as a client does with 5xx. */
  void askFor(String id, RestoreRequest.Mode mode) {
    RestoreRequest request = request(mode);
    boolean[] accepted = {false};
    for (int round = 0; round < 5 && !accepted[0]; round++) {
      trying(
          () -> {
            RestoreDesk.Acceptance answer =
                restore.restores().accept(id, request, FakeWorld.SOMEBODY);
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
                  restore.restores().cancel(id, FakeWorld.SOMEBODY)
                      instanceof RestoreDesk.Cancellation.Accepted);
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

  private Container work() {
    return azure.blobs().container(LocalAzure.ACCOUNT, "work");
  }

  /** The restore as it is stored, by its JSON. */
  Optional<JsonNode> restore(String id) {
    return work().readText("restores/" + id).map(LifeStage::json);
  }

  boolean isOpen(String id) {
    return work().list("restores-open/" + id).contains("restores-open/" + id);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
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

  /** What is not as it should be at the end of a case. */
  List<String> wrongs(Course course) {
    List<String> wrongs = new ArrayList<>(course.wrongs(this));
    List<RecoveryPoint> points = Points.all(azure);
    wrongs.addAll(RuleOne.check(azure).violations());
    wrongs.addAll(RuleEight.check(points));
    wrongs.addAll(Remains.wrongs(azure, points));
    return wrongs;
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
