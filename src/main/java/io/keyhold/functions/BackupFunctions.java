package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.backup.BackupTick;
import io.keyhold.backup.CopyReport;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** The functions of the app {@code backup}. */
@ApplicationScoped
public class BackupFunctions {

  private static final Logger LOG = Logger.getLogger(BackupFunctions.class);

  private final UseCases useCases;
  private final InstantSource clock;

  public BackupFunctions(UseCases useCases, InstantSource clock) {
    this.useCases = useCases;
    this.clock = clock;
  }

  /** A timer: one message per due machine. */
  @Funq("backup-tick")
  public JsonNode backupTick(JsonNode body) {
    Envelope envelope = Envelope.of(body);
    String run = envelope.run("tick-" + clock.instant());
    BackupTick.Result result = useCases.backupTick().tick(run);
    Outputs outputs =
        new Outputs()
            .messages("machines", result.orders().stream().map(OrderJson::write).toList())
            .log("run " + run + ": " + result.orders().size() + " machines are due");
    for (Problem problem : result.problems()) {
      outputs.log(said(problem));
    }
    return outputs.toJson();
  }

  /** A timer: starts and polls the copies to the policies' targets. */
  @Funq("copy-advance")
  public JsonNode copyAdvance(JsonNode body) {
    String run = Envelope.of(body).run("copies-" + clock.instant());
    CopyReport report = useCases.copyAdvance().advance(run);
    Outputs outputs =
        new Outputs()
            .log(
                "copies %s: points running %d, waiting %d, complete %d, not copied %d%s"
                    .formatted(
                        run,
                        report.running(),
                        report.waiting(),
                        report.complete(),
                        report.notCopied(),
                        report.elsewhere() ? "; another tick is at work" : ""));
    for (CopyReport.Line line : report.lines()) {
      outputs.log(line.point() + ": " + line.what());
      line.causes().forEach(cause -> outputs.log(said(cause)));
    }
    report.problems().forEach(problem -> outputs.log(said(problem)));
    return outputs.toJson();
  }

  private static String said(Problem problem) {
    return problem.code().text() + ": " + problem.detail() + " (" + problem.subject() + ")";
  }

  /** A queue: one machine and slot. */
  @Funq("backup-machine")
  public JsonNode backupMachine(JsonNode body) {
    Envelope envelope = Envelope.of(body);
    BackupOrder order = OrderJson.read(Envelope.unquoted(envelope.data("message")));
    BackupDelivery.Result result = useCases.backupMachine().deliver(order, envelope.dequeueCount());
    return switch (result) {
      case BackupDelivery.Result.Done done -> said(order, done.point());
      case BackupDelivery.Result.Dropped dropped -> said(order, dropped.cause());
      case BackupDelivery.Result.Again again -> {
        LOG.warnf("%s: %s", again.cause().code().text(), again.cause().detail());
        throw new DeliverAgainException(again.cause());
      }
    };
  }

  private static JsonNode said(BackupOrder order, RecoveryPoint point) {
    Outputs outputs =
        new Outputs()
            .log(point.id() + " of " + order.machine().name() + ": " + point.state().word());
    for (Problem cause : point.causes()) {
      outputs.log(cause.code().text() + ": " + cause.detail());
    }
    return outputs.toJson();
  }

  private static JsonNode said(BackupOrder order, Problem cause) {
    return new Outputs()
        .log(order.point() + " is not asked for any more: " + cause.detail())
        .toJson();
  }
}
