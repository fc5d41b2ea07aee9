package io.keyhold.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Requester;
import io.keyhold.json.Json;
import io.keyhold.json.Members;
import io.keyhold.json.RequesterJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What expiry writes down in {@code work} about its runs, and how. */
final class ExpiryRecord {

  private static final int FORMAT = 1;

  private ExpiryRecord() {}

  /**
   * The last run.
   *
   * @param at when it began
   * @param since from when on it counted what was completed; empty for the first run ever
   * @param marked how many points were marked by it, and by the ones before that it went on for;
   *     not counting what was released
   * @param whole true when it looked at everything that was due
   */
  record Last(
      String run, Instant at, Optional<Instant> since, int marked, boolean whole, boolean stopped) {

    ObjectNode json() {
      ObjectNode json = Json.object().put("run", run).put("at", at.toString());
      since.ifPresent(instant -> json.put("since", instant.toString()));
      return json.put("marked", marked).put("whole", whole).put("stopped", stopped);
    }

    static Last of(Members json) {
      return new Last(
          json.text("run"),
          json.instant("at"),
          json.optionalInstant("since"),
          count(json, "marked"),
          json.flag("whole"),
          json.flag("stopped"));
    }
  }

  /**
   * A run that stopped.
   *
   * @param points how many it would have marked
   * @param completed how many were completed since {@code since}
   * @param sample some of the points
   */
  record Stop(
      String run,
      Instant at,
      int points,
      int completed,
      Optional<Instant> since,
      List<String> sample) {
    Stop {
      sample = List.copyOf(sample);
    }

    ObjectNode json() {
      ObjectNode json =
          Json.object()
              .put("run", run)
              .put("at", at.toString())
              .put("points", points)
              .put("completed", completed);
      since.ifPresent(instant -> json.put("since", instant.toString()));
      ArrayNode list = json.putArray("sample");
      sample.forEach(list::add);
      return json;
    }

    static Stop of(Members json) {
      return new Stop(
          json.text("run"),
          json.instant("at"),
          count(json, "points"),
          count(json, "completed"),
          json.optionalInstant("since"),
          json.texts("sample"));
    }
  }

  /**
   * What somebody let go on.
   *
   * @param points how many points that run would have marked
   * @param left how many of them may still be marked, by one run
   * @param requestedBy who let it go on
   */
  record Release(String run, Instant at, int points, int left, Optional<Requester> requestedBy) {

    ObjectNode json() {
      ObjectNode json =
          Json.object()
              .put("run", run)
              .put("at", at.toString())
              .put("points", points)
              .put("left", left);
      requestedBy.ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
      return json;
    }

    static Release of(Members json) {
      return new Release(
          json.text("run"),
          json.instant("at"),
          count(json, "points"),
          count(json, "left"),
          RequesterJson.read(json.node().path("requestedBy")));
    }

    Release with(int more) {
      return new Release(run, at, points, more, requestedBy);
    }
  }

  /** Runs that stopped and were not released, the newest first, and the last release. */
  record Stops(List<Stop> stops, Optional<Release> release) {

    private static final int REMEMBERED = 10;

    Stops {
      stops = List.copyOf(stops);
    }

    static Stops none() {
      return new Stops(List.of(), Optional.empty());
    }

    Stops and(Stop stop) {
      List<Stop> all = new ArrayList<>(stops);
      all.add(0, stop);
      return new Stops(all.subList(0, Math.min(REMEMBERED, all.size())), release);
    }

    Optional<Stop> of(String run) {
      return stops.stream().filter(stop -> stop.run().equals(run)).findFirst();
    }

    ObjectNode json() {
      ObjectNode json = Json.object().put("format", FORMAT);
      ArrayNode list = json.putArray("stops");
      stops.forEach(stop -> list.add(stop.json()));
      release.ifPresent(one -> json.set("release", one.json()));
      return json;
    }

    static Stops of(Members json) {
      return new Stops(
          json.list("stops", Stop::of), json.optionalObject("release").map(Release::of));
    }
  }

  private static int count(Members json, String name) {
    return (int) json.number(name, 0, Integer.MAX_VALUE);
  }
}
