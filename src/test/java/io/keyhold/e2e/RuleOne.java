package io.keyhold.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.http.RequestLog.Entry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rule 1, read off the request log of the local Azure and not off what the program says of itself:
 * before a snapshot is requested there is a recorded gate that allowed it, and for each key that
 * this gate calls available there is a successful read of that very version, at most ten minutes
 * old. The same holds before a held point becomes a backup, whose gate must say proceed. It shares
 * no code with the product.
 */
public final class RuleOne {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SNAPSHOT =
      Pattern.compile("/snapshots/kh-(\\d{8}T\\d{6}Z-[0-9a-f]{12})-(os|lun\\d+)$");
  private static final Pattern EVENT =
      Pattern.compile("/points/(\\d{8}T\\d{6}Z-[0-9a-f]{12})/\\d{4}\\.json$");
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Set<String> WRITES_OR_READS = Set.of("PUT", "GET");
  private static final Set<String> ALLOWING = Set.of("proceed", "hold");
  private static final Set<String> AVAILABLE = Set.of("available", "availableWithWarning");

  private final List<Entry> log;
  private final Container points;
  private final List<String> violations = new ArrayList<>();
  private int snapshots;

  private RuleOne(LocalAzure azure) {
    this.log = azure.requests().all();
    this.points = azure.blobs().container(LocalAzure.ACCOUNT, "points");
  }

  /** What was found: how many requests for snapshots were judged, and every violation in words. */
  public record Result(int snapshots, List<String> violations) {}

  public static Result check(LocalAzure azure) {
    return new RuleOne(azure).result();
  }

  private Result result() {
    for (int number = 0; number < log.size(); number++) {
      int index = number;
      Entry entry = log.get(index);
      Matcher name = SNAPSHOT.matcher(entry.path());
      if (entry.method().equals("PUT") && name.find()) {
        snapshots++;
        judge(index, entry, name.group(1), copies(entry));
      }
      promotion(index, entry).ifPresent(point -> judge(index, entry, point, true));
    }
    return new Result(snapshots, violations);
  }

  /** The point, if this request records that one that was held before is a backup now. */
  private Optional<String> promotion(int index, Entry entry) {
    return pointOf(entry)
        .filter(point -> type(entry).equals("taken"))
        .filter(point -> lastChange(index, point, "held").isPresent());
  }

  private void judge(int index, Entry snapshot, String point, boolean positive) {
    Optional<JsonNode> gate = lastChange(index, point, "gated");
    if (gate.isEmpty()) {
      violations.add("no gate was recorded before " + snapshot.path());
      return;
    }
    String action = gate.get().at("/decision/action").asText();
    if (!ALLOWING.contains(action) || (positive && !action.equals("proceed"))) {
      violations.add("the gate said " + action + " before " + snapshot.path());
    }
    for (JsonNode verdict : gate.get().path("keys")) {
      if (AVAILABLE.contains(verdict.path("result").asText())) {
        evidence(index, snapshot, verdict);
      }
    }
  }

  private static boolean copies(Entry snapshot) {
    return "CopyStart".equals(snapshot.facts().get("createOption"));
  }

  /**
   * The last event of this kind that was seen written, or read where the answer to the writing was
   * lost, before this request.
   */
  private Optional<JsonNode> lastChange(int index, String point, String type) {
    for (int before = index - 1; before >= 0; before--) {
      Entry entry = log.get(before);
      if (shown(entry).filter(point::equals).isPresent() && type(entry).equals(type)) {
        return Optional.of(event(decoded(entry)).path("change"));
      }
    }
    return Optional.empty();
  }

  /** The point whose event this request wrote, if it did. */
  private static Optional<String> pointOf(Entry entry) {
    Matcher name = EVENT.matcher(decoded(entry));
    return entry.method().equals("PUT") && entry.succeeded() && name.find()
        ? Optional.of(name.group(1))
        : Optional.empty();
  }

  /** The point whose event this request wrote or read. */
  private static Optional<String> shown(Entry entry) {
    Matcher name = EVENT.matcher(decoded(entry));
    return WRITES_OR_READS.contains(entry.method()) && entry.succeeded() && name.find()
        ? Optional.of(name.group(1))
        : Optional.empty();
  }

  private static String decoded(Entry entry) {
    return URLDecoder.decode(entry.path(), StandardCharsets.UTF_8);
  }

  private String type(Entry entry) {
    return event(decoded(entry)).at("/change/type").asText();
  }

  private JsonNode event(String path) {
    String blob = path.substring(path.indexOf("/points/") + "/points/".length());
    try {
      return JSON.readTree(points.readText(blob).orElseThrow());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(blob, unreadable);
    }
  }

  private void evidence(int index, Entry snapshot, JsonNode verdict) {
    String exact =
        (verdict.path("key").asText() + "/" + verdict.path("version").asText())
            .toLowerCase(Locale.ROOT);
    boolean read =
        log.subList(0, index).stream()
            .filter(Entry::succeeded)
            .filter(entry -> !entry.at().isBefore(snapshot.at().minus(FRESH)))
            .anyMatch(entry -> shows(entry, exact));
    if (!read) {
      violations.add("nobody had read " + exact + " before " + snapshot.path());
    }
  }

  private static boolean shows(Entry entry, String exact) {
    String versions =
        entry.facts().getOrDefault("version", "")
            + ","
            + entry.facts().getOrDefault("versions", "");
    for (String version : versions.split(",")) {
      if (version.toLowerCase(Locale.ROOT).replace(":443", "").equals(exact)) {
        return true;
      }
    }
    return false;
  }
}
