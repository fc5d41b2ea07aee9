package io.keyhold.campaign;

import io.keyhold.local.http.RequestLog.Entry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The calls of a course when nothing goes wrong. */
record LifeCalls(Course course, List<Entry> all) {

  private static final Set<String> CHANGING = Set.of("PUT", "POST", "PATCH", "DELETE");

  static LifeCalls of(LifeStage stage, Course course) {
    stage.newCase(course);
    course.run(stage);
    return new LifeCalls(course, stage.log());
  }

  /** From 1. */
  Entry number(int call) {
    return all.get(call - 1);
  }

  boolean changes(int call) {
    return CHANGING.contains(number(call).method());
  }

  boolean isFirst(int call) {
    return all.subList(0, call - 1).stream().noneMatch(before -> kind(before).equals(kind(call)));
  }

  boolean isLast(int call) {
    return all.subList(call, all.size()).stream()
        .noneMatch(after -> kind(after).equals(kind(call)));
  }

  int kinds() {
    return (int) all.stream().map(LifeCalls::kind).distinct().count();
  }

  private String kind(int call) {
    return kind(number(call));
  }

  /** The call without what differs from point to point and from key to key. */
  static String kind(Entry call) {
    return call.method()
        + " "
        + URLDecoder.decode(call.path() + "?" + call.query(), StandardCharsets.UTF_8)
            .replaceAll("\\d{8}T\\d{6}Z-[0-9a-f]{12}", "<point>")
            .replaceAll("[0-9a-f]{64}|[0-9a-f-]{32,36}", "<id>");
  }
}
