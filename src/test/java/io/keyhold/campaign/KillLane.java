package io.keyhold.campaign;

import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.PackagedApps;
import io.keyhold.e2e.PlainHost;
import io.keyhold.e2e.PlainHost.Answer;
import io.keyhold.e2e.TestStage;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.Fault.Moment;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.Stored;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A local Azure, a packaged handler, and a machine of its own for every case. The handler that ends
 * a case is the one that is killed in the next, so each case starts one process.
 */
final class KillLane implements AutoCloseable {

  /** Retry-After is one second where Azure names any: the handler waits for real. */
  private static final double PACE = 0.01;

  final TestStage stage = new TestStage(options -> options.retryAfterScale(PACE));
  private final Stored kek = stage.vault.keys().generate("kek", 2048);
  private final Stored bek = stage.wrappedBek("bek", TestStage.ascii("A".repeat(172)), kek);
  private PlainHost handler = start();
  private int machines;

  private PlainHost start() {
    return new PlainHost(PackagedApps.named("backup"), new HashMap<>(stage.azure.settings()));
  }

  /** The calls of a backup by a handler that is not killed. */
  List<Entry> recorded() {
    backUpWithoutKilling();
    int before = stage.azure.requests().all().size();
    backUpWithoutKilling();
    List<Entry> all = stage.azure.requests().all();
    return all.subList(before, all.size());
  }

  private void backUpWithoutKilling() {
    String machine = newMachine();
    handler.timer("backup-tick").messages("machines").forEach(message -> deliver(message, 1));
    stage.azure.compute().remove(machine);
  }

  /** Kills the handler at this call of a backup; a new one gets the message, or fires the timer. */
  void killAt(int call, Moment moment) {
    String machine = newMachine();
    PlainHost victim = handler;
    AtomicInteger seen = new AtomicInteger();
    stage
        .azure
        .faults()
        .add(
            request -> {
              boolean now = seen.incrementAndGet() == call;
              if (now) {
                victim.kill();
              }
              return now;
            },
            new Fault(moment, new Fault.Reset()),
            1);
    Optional<List<String>> messages = fire();
    boolean done = messages.isPresent() && messages.get().stream().allMatch(m -> deliver(m, 1));
    if (done) {
      throw new IllegalStateException("the handler was not killed at call " + call);
    }
    stage.azure.faults().clear();
    handler = start();
    messages.orElseGet(this::anHourLater).forEach(message -> deliver(message, 2));
    stage.azure.compute().remove(machine);
  }

  private String newMachine() {
    return stage.machine(
        "kill-" + ++machines,
        plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek))));
  }

  private Optional<List<String>> fire() {
    try {
      return Optional.of(handler.timer("backup-tick").messages("machines"));
    } catch (UncheckedIOException killed) {
      return Optional.empty();
    }
  }

  /**
   * Nothing is sent again within the hour; the handler's clock cannot be moved, the note can go.
   */
  private List<String> anHourLater() {
    Container work = stage.azure.blobs().container(LocalAzure.ACCOUNT, "work");
    work.list("sent/").forEach(work::delete);
    return fire().orElseThrow();
  }

  /** Whether the handler answered. */
  private boolean deliver(String message, int delivery) {
    try {
      Answer answer = handler.message("backup-machine", message, delivery);
      if (answer.status() != 200) {
        throw new IllegalStateException("the handler answered " + answer.status());
      }
      return true;
    } catch (UncheckedIOException killed) {
      return false;
    }
  }

  /** What the rules say about all that was done here, and what a sweep leaves of it. */
  List<String> wrongs() {
    List<String> wrongs = new ArrayList<>(Wrongs.of(stage.azure, points(), machines));
    wrongs.addAll(Wrongs.orphansAfterASweep(stage, stage.useCases));
    return wrongs;
  }

  List<RecoveryPoint> points() {
    return Points.today(stage.azure, stage.useCases);
  }

  @Override
  public void close() {
    handler.close();
    stage.azure.close();
  }
}
