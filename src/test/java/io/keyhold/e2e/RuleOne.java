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
import java.time.Instant;
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
 * old. The same holds before a held point becomes a backup, whose gate must say proceed. A copy
 * needs a gate of its own, itself at most ten minutes old, that says proceed and looked at the disk
 * encryption set of the target and at its key. It shares no code with the product.
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
  private final LocalAzure azure;
  private int snapshots;
  private int copies;

  private RuleOne(LocalAzure azure) {
    this.azure = azure;
    this.log = azure.requests().all();
    this.points = azure.blobs().container(LocalAzure.ACCOUNT, "points");
  }

  /**
   * What was found.
   *
   * @param snapshots how many requests for snapshots and copies were judged
   * @param copies how many of them were for copies
   * @param violations every one in words
   */
  public record Result(int snapshots, int copies, List<String> violations) {}

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
        if (isCopy(entry, name.group(1))) {
          copies++;
          judgeCopy(index, entry, name.group(1));
        } else {
          judge(index, entry, name.group(1), false);
        }
      }
      promotion(index, entry).ifPresent(point -> judge(index, entry, point, true));
    }
    return new Result(snapshots, copies, violations);
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

  /** A refused request tells nothing of itself, so that the group counts too. */
  private boolean isCopy(Entry snapshot, String point) {
    String group =
        event("/points/" + point + "/0001.json").at("/origin/policy/copy/resourceGroup").asText();
    return "CopyStart".equals(snapshot.facts().get("createOption"))
        || (!group.isEmpty()
            && snapshot
                .path()
                .toLowerCase(Locale.ROOT)
                .contains("/resourcegroups/" + group.toLowerCase(Locale.ROOT) + "/"));
  }

  private void judgeCopy(int index, Entry copy, String point) {
    Optional<JsonNode> event = lastEvent(index, point, "copyGated");
    if (event.isEmpty()) {
      violations.add("no gate of its own was recorded before " + copy.path());
      return;
    }
    JsonNode gate = event.get().path("change");
    if (!gate.at("/decision/action").asText().equals("proceed")) {
      violations.add("the copy's gate did not say proceed before " + copy.path());
    }
    if (Instant.parse(event.get().path("at").asText()).isBefore(copy.at().minus(FRESH))) {
      violations.add("the copy's gate was too old before " + copy.path());
    }
    for (JsonNode verdict : gate.path("keys")) {
      if (AVAILABLE.contains(verdict.path("result").asText())) {
        evidence(index, copy, verdict);
      }
    }
    String set = copy.facts().getOrDefault("set", "");
    if (!set.isEmpty()) {
      target(index, copy, gate, set);
    }
  }

  /** The set of the target was read, and the gate has a verdict about its key. */
  private void target(int index, Entry copy, JsonNode gate, String set) {
    boolean read =
        log.subList(0, index).stream()
            .filter(entry -> entry.method().equals("GET") && entry.succeeded())
            .filter(entry -> !entry.at().isBefore(copy.at().minus(FRESH)))
            .anyMatch(entry -> entry.path().equalsIgnoreCase(set));
    if (!read) {
      violations.add("nobody had read " + set + " before " + copy.path());
    }
    String key =
        azure
            .compute()
            .find(set)
            .map(found -> found.at("/properties/activeKey/keyUrl").asText())
            .map(url -> url.substring(0, url.lastIndexOf('/')))
            .orElse("");
    boolean judged =
        gate.path("keys")
            .valueStream()
            .anyMatch(verdict -> verdict.path("key").asText().equalsIgnoreCase(key));
    if (!key.isEmpty() && !judged) {
      violations.add("the copy's gate did not look at " + key + " before " + copy.path());
    }
  }

  /**
   * The last event of this kind that was seen written, or read where the answer to the writing was
   * lost, before this request.
   */
  private Optional<JsonNode> lastChange(int index, String point, String type) {
    return lastEvent(index, point, type).map(event -> event.path("change"));
  }

  private Optional<JsonNode> lastEvent(int index, String point, String type) {
    for (int before = index - 1; before >= 0; before--) {
      Entry entry = log.get(before);
      if (shown(entry).filter(point::equals).isPresent() && type(entry).equals(type)) {
        return Optional.of(event(decoded(entry)));
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
