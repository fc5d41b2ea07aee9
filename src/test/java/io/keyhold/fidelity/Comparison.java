package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds an answer against the recorded one: status, headers with a meaning, and the body's members,
 * their order, their types, and every value that does not belong to one run alone.
 */
final class Comparison {

  /** Recorders that keep every header, so that an absent one was not sent. */
  private static final Set<String> COMPLETE =
      Set.of("Azure/azure-powershell", "Azure/azure-sdk-for-net", "Azure/azure-sdk-for-java");

  private static final int MIB = 1 << 20;

  private static final String REMAINING = "x-ms-ratelimit-remaining-resource";

  private final Recorded recorded;
  private final Answer answer;
  private final Map<String, String> found = new TreeMap<>();

  private Comparison(Recorded recorded, Answer answer) {
    this.recorded = recorded;
    this.answer = answer;
  }

  /**
   * The differences, by what differs: {@code status}, {@code header NAME}, {@code -/member} (was
   * recorded, is not answered), {@code +/member} (the other way round), {@code ~/member} (another
   * type or value), {@code order of /members}; each with what was recorded and what was answered.
   */
  static Map<String, String> of(Recorded recorded, Answer answer) {
    var comparison = new Comparison(recorded, answer);
    comparison.all();
    return comparison.found;
  }

  private void all() {
    if (answer.status() != recorded.status()) {
      found.put("status", recorded.status() + ", not " + answer.status() + " " + answer.body());
      return;
    }
    headers();
    if (recorded.body().isNull() || recorded.body().isMissingNode()) {
      if (!answer.body().isEmpty()) {
        found.put("body", "none, not " + answer.body());
      }
    } else if (answer.body().isEmpty()) {
      found.put("body", "none was answered");
    } else {
      bodies("", recorded.body(), answer.json());
      written();
    }
  }

  /** In lines with CRLF or in one, where the recorded length tells which of the two it was. */
  private void written() {
    int length = recorded.header("content-length").map(Integer::parseInt).orElse(-1);
    var lines = recorded.body().toPrettyString().lines().count();
    int compact = recorded.body().toString().length();
    if (lines > 1 && length == compact && answer.body().contains("\r\n")) {
      found.put("white space", "none, not lines");
    }
    if (lines > 1 && length > compact + 2 * (lines - 1) && !answer.body().contains("\r\n")) {
      found.put("white space", "lines, not one");
    }
  }

  private void headers() {
    same("content-type");
    same("x-ms-failure-cause");
    same("azure-asyncnotification");
    operation("azure-asyncoperation");
    operation("location");
    boolean complete = COMPLETE.contains(recorded.recorder());
    var retryAfter = recorded.header("retry-after");
    if (retryAfter.isPresent() || complete) {
      boolean unknown = retryAfter.filter(value -> value.startsWith("present")).isPresent();
      differs(
          "header retry-after",
          unknown ? "present" : retryAfter.orElse("absent"),
          answer.header("retry-after").map(value -> unknown ? "present" : value).orElse("absent"));
    }
    var policies = recorded.header(REMAINING).map(Kind::policies);
    if (policies.isPresent() || complete) {
      differs(
          "header " + REMAINING,
          policies.orElse("absent"),
          answer.header(REMAINING).map(Kind::policies).orElse("absent"));
    }
    for (var kind : List.of("reads", "writes", "deletes", "global-reads", "global-writes")) {
      var name = "x-ms-ratelimit-remaining-subscription-" + kind;
      if (recorded.header(name).isPresent() && answer.header(name).isEmpty()) {
        found.put("header " + name, "absent");
      }
    }
    requestId();
  }

  /** The accepting answer's request id is the operation's; elsewhere it is one of its own. */
  private void requestId() {
    for (var name : List.of("x-ms-request-id", "x-ms-correlation-request-id")) {
      if (recorded.header(name).isPresent() && answer.header(name).isEmpty()) {
        found.put("header " + name, "absent");
      }
    }
    var operation = answer.header("azure-asyncoperation").orElse("");
    if (!operation.isEmpty()
        && !operation.contains(answer.header("x-ms-request-id").orElse("none"))) {
      found.put("header x-ms-request-id", "is not the operation's id");
    }
  }

  private void same(String header) {
    var expected = recorded.header(header);
    if (expected.isPresent() || !header.equals("content-type")) {
      differs(
          "header " + header, expected.orElse("absent"), answer.header(header).orElse("absent"));
    }
  }

  private void operation(String header) {
    var expected = recorded.header(header);
    var actual = answer.header(header);
    differs(
        "header " + header,
        expected.map(Kind::operation).orElse("absent"),
        actual.map(Kind::operation).orElse("absent"));
    if (expected.isPresent() && actual.isPresent()) {
      differs(
          "signature of operation URLs",
          Kind.signature(expected.get()),
          Kind.signature(actual.get()));
    }
  }

  private void differs(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      found.put(what, expected + ", not " + actual);
    }
  }

  private void bodies(String at, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      objects(at, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      if (expected.size() != actual.size()) {
        found.put("~" + at, expected.size() + " entries, not " + actual.size());
      }
      for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
        bodies(at + "/" + i, expected.get(i), actual.get(i));
      }
    } else if (!text(expected).equals(text(actual))) {
      found.put("~" + at, expected + ", not " + actual);
    }
  }

  private void objects(String at, JsonNode expected, JsonNode actual) {
    var names = names(expected);
    var others = names(actual);
    for (var name : names) {
      if (actual.has(name)) {
        bodies(at + "/" + name, expected.get(name), actual.get(name));
      } else {
        found.put("-" + at + "/" + name, expected.get(name).toString());
      }
    }
    others.stream()
        .filter(name -> !expected.has(name))
        .forEach(name -> found.put("+" + at + "/" + name, actual.get(name).toString()));
    names.retainAll(others);
    others.retainAll(names);
    if (!names.equals(others)) {
      found.put("order of " + at + "/", names + ", not " + others);
    }
  }

  private static String text(JsonNode value) {
    if (value.isInt() && value.asInt() > 500_000_000 && value.asInt() % MIB != 0) {
      return "a moment in seconds";
    }
    return value.isTextual()
        ? "\"" + Kind.of(value.asText()) + "\""
        : value.getNodeType() + (value.isFloatingPointNumber() ? " decimal " : " ") + value;
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
