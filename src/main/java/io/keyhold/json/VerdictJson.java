package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Finding;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verdicts: {@code {key, version?, result, reason, checkedAt, recoverableUntil?, remedy?}}, and
 * {@code warnings} with every problem where the result is availableWithWarning; {@code reason} and
 * {@code remedy} are then those of the first. Of an available key the reason is {@code Available}:
 * the member is never absent.
 *
 * <p>A result that a later release wrote is read as unknown: never as available.
 */
public final class VerdictJson {

  private static final String NOTHING_TO_SAY = "Available";

  private VerdictJson() {}

  /** As answers show it. */
  public static ObjectNode of(Verdict verdict) {
    return written(verdict, ProblemJson::of);
  }

  public static ArrayNode of(List<Verdict> verdicts) {
    ArrayNode list = Json.array();
    verdicts.forEach(verdict -> list.add(of(verdict)));
    return list;
  }

  /** As events keep it: the same, and subject and detail of every problem. */
  static ObjectNode stored(Verdict verdict) {
    ObjectNode node = written(verdict, ProblemJson::stored);
    if (!warned(verdict)) {
      verdict.finding().problems().stream()
          .findFirst()
          .ifPresent(cause -> node.put("subject", cause.subject()).put("detail", cause.detail()));
    }
    return node;
  }

  static ArrayNode stored(List<Verdict> verdicts) {
    ArrayNode list = Json.array();
    verdicts.forEach(verdict -> list.add(stored(verdict)));
    return list;
  }

  private static ObjectNode written(Verdict verdict, Function<Problem, ObjectNode> warning) {
    Finding finding = verdict.finding();
    Optional<Problem> first = finding.problems().stream().findFirst();
    ObjectNode node = Json.object().put("key", verdict.key());
    verdict.version().ifPresent(version -> node.put("version", version));
    node.put("result", finding.word())
        .put("reason", first.map(cause -> cause.code().text()).orElse(NOTHING_TO_SAY))
        .put("checkedAt", verdict.checkedAt().toString());
    recoverableUntil(finding).ifPresent(end -> node.put("recoverableUntil", end.toString()));
    first.ifPresent(cause -> node.put("remedy", cause.remedy()));
    if (warned(verdict)) {
      ArrayNode warnings = node.putArray("warnings");
      finding.problems().forEach(problem -> warnings.add(warning.apply(problem)));
    }
    return node;
  }

  private static boolean warned(Verdict verdict) {
    return verdict.finding() instanceof Finding.AvailableWithWarning;
  }

  private static Optional<Instant> recoverableUntil(Finding finding) {
    return finding instanceof Finding.Unavailable unavailable
        ? unavailable.recoverableUntil()
        : Optional.empty();
  }

  /** Reads what {@link #stored} wrote. */
  static Verdict read(Members members) {
    return new Verdict(
        members.text("key"),
        members.optionalText("version"),
        finding(members),
        members.instant("checkedAt"));
  }

  private static Finding finding(Members members) {
    String result = members.text("result");
    return switch (result) {
      case "available" -> new Finding.Available();
      case "availableWithWarning" ->
          new Finding.AvailableWithWarning(members.list("warnings", ProblemJson::read));
      case "unavailable" ->
          new Finding.Unavailable(cause(members), members.optionalInstant("recoverableUntil"));
      case "lost" -> new Finding.Lost(cause(members));
      case "unknown" -> new Finding.Unknown(cause(members));
      case "unverified" -> new Finding.Unverified(cause(members));
      default -> new Finding.Unknown(LaterRelease.result(members.text("key"), result));
    };
  }

  private static Problem cause(Members members) {
    return ProblemJson.read(members, "reason");
  }
}
