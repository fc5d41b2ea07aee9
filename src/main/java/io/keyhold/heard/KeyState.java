package io.keyhold.heard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Cause;
import io.keyhold.json.Json;
import io.keyhold.json.Members;
import io.keyhold.json.ProblemJson;
import io.keyhold.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was last found of a key, set or vault that is, or was, in trouble.
 *
 * @param troubled false once it was seen available again
 * @param cause the trouble, the last one if it is over
 * @param by the key version whose check found it: only that one's check ends a vault's trouble
 * @param since when the trouble began
 * @param seen the time of the last check that was written down; older news change nothing
 */
record KeyState(boolean troubled, Cause cause, String by, Instant since, Instant seen) {

  private static final int LIMIT = 100_000;

  /** The same trouble in the same way. */
  boolean isLike(Cause other) {
    return troubled
        && cause.result().equals(other.result())
        && cause.problem().code() == other.problem().code();
  }

  KeyState seenAt(Instant time) {
    return new KeyState(troubled, cause, by, since, time);
  }

  KeyState over(Instant time) {
    return new KeyState(false, cause, by, since, time);
  }

  String text() {
    ObjectNode json =
        Json.object()
            .put("format", 1)
            .put("troubled", troubled)
            .put("by", by)
            .put("since", since.toString())
            .put("seen", seen.toString())
            .put("kind", cause.kind().word())
            .put("where", cause.where());
    cause.vault().ifPresent(vault -> json.put("vault", vault));
    cause.key().ifPresent(key -> json.put("key", key));
    cause.version().ifPresent(version -> json.put("version", version));
    cause.result().ifPresent(result -> json.put("result", result));
    json.set("problem", ProblemJson.stored(cause.problem()));
    cause.recoverableUntil().ifPresent(end -> json.put("recoverableUntil", end.toString()));
    json.put("stopsMachine", cause.stopsMachine());
    return new String(Json.readable(json), StandardCharsets.UTF_8);
  }

  /** Empty for what no release wrote: it is then as if nothing were known. */
  static Optional<KeyState> read(String text) {
    try {
      Members json = Json.parse(text.getBytes(StandardCharsets.UTF_8), LIMIT);
      return Optional.of(
          new KeyState(
              json.flag("troubled"),
              cause(json),
              json.text("by"),
              json.instant("since"),
              json.instant("seen")));
    } catch (UnreadableJsonException unreadable) {
      return Optional.empty();
    }
  }

  private static Cause cause(Members json) {
    return new Cause(
        json.word("kind", KeyState::kind),
        json.text("where"),
        json.optionalText("vault"),
        json.optionalText("key"),
        json.optionalText("version"),
        json.optionalText("result"),
        ProblemJson.read(json.object("problem")),
        json.optionalInstant("recoverableUntil"),
        json.flag("stopsMachine"));
  }

  private static Optional<Cause.Kind> kind(String word) {
    return Arrays.stream(Cause.Kind.values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
