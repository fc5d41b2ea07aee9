package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Problem;
import io.keyhold.retention.Report;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** The functions of the app {@code retention}, the only one whose identity may delete snapshots. */
@ApplicationScoped
public class RetentionFunctions {

  private final UseCases useCases;
  private final InstantSource clock;

  public RetentionFunctions(UseCases useCases, InstantSource clock) {
    this.useCases = useCases;
    this.clock = clock;
  }

  /** A timer: ends what came to no end, deletes what was left behind. */
  @Funq("sweep")
  public JsonNode sweep(JsonNode body) {
    String run = Envelope.of(body).run("sweep-" + clock.instant());
    Report report = useCases.sweep().sweep(run);
    Outputs outputs =
        new Outputs()
            .log(
                "sweep %s: %d points abandoned, %d snapshots deleted"
                    .formatted(run, report.abandoned().size(), report.deleted().size()));
    report.abandoned().forEach(point -> outputs.log(point + ": abandoned"));
    report.deleted().forEach(snapshot -> outputs.log(snapshot.name() + ": deleted"));
    for (Problem problem : report.problems()) {
      outputs.log(problem.code().text() + ": " + problem.detail() + " (" + problem.subject() + ")");
    }
    return outputs.toJson();
  }
}
