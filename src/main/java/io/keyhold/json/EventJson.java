package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;

/**
 * Events, in format 1. The same event always gives the same bytes: the next event names their
 * SHA-256, and a writer that finds its number taken compares them with its own.
 *
 * <p>Events live for seven years, and so must the reader. Members that it does not know are
 * ignored. Of the words that a later release may have added, those that can be read safely are
 * (each class here says how); a format, a kind of change or a kind of encryption at rest that it
 * does not know is a {@link BrokenChainException}, for one point only.
 */
public final class EventJson {

  /** Larger than any event of a machine with all 65 disks: what is larger is not read. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final long FORMAT = 1;

  private EventJson() {}

  /** UTF-8, indented, with a newline at the end. */
  public static byte[] write(Event event) {
    ObjectNode node = Json.object().put("format", FORMAT).put("number", event.number());
    event.previous().ifPresent(hash -> node.put("previous", hash));
    node.put("at", event.at().toString()).put("run", event.run());
    event.origin().ifPresent(origin -> node.set("origin", OriginJson.of(origin)));
    node.set("change", ChangeJson.of(event.change()));
    return Json.readable(node);
  }

  /**
   * Reads an event.
   *
   * @param point whose event it is, for what is said about a broken one
   * @throws BrokenChainException when it cannot be read
   */
  public static Event read(PointId point, byte[] bytes) {
    try {
      return read(Json.parse(bytes, MAX_BYTES));
    } catch (UnreadableJsonException unreadable) {
      throw new BrokenChainException(point, "an event cannot be read: " + unreadable.getMessage());
    }
  }

  private static Event read(Members members) {
    long format = members.number("format", 1, Long.MAX_VALUE);
    if (format != FORMAT) {
      throw members.mistake("format", "is " + format + ", which a later release wrote");
    }
    return new Event(
        (int) members.number("number", 1, Integer.MAX_VALUE),
        members.optionalText("previous"),
        members.instant("at"),
        members.text("run"),
        members.optionalObject("origin").map(OriginJson::read),
        ChangeJson.read(members.object("change")));
  }
}
