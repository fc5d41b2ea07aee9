package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * extensions.queues of host.json. With messageEncoding base64 messages are encoded on the way out
 * and must be on the way in.
 */
record QueueSettings(
    int batchSize,
    int newBatchThreshold,
    int maxDequeueCount,
    Duration visibilityTimeout,
    boolean base64) {

  static QueueSettings of(JsonNode queues) {
    int batchSize = inRange(queues.path("batchSize").asInt(16), 1, 32, "batchSize");
    return new QueueSettings(
        batchSize,
        inRange(
            queues.path("newBatchThreshold").asInt(batchSize / 2),
            0,
            Integer.MAX_VALUE,
            "newBatchThreshold"),
        inRange(queues.path("maxDequeueCount").asInt(5), 1, Integer.MAX_VALUE, "maxDequeueCount"),
        TimeSpans.require(
            queues.path("visibilityTimeout").asText("00:00:00"),
            "extensions.queues.visibilityTimeout"),
        !queues.path("messageEncoding").asText("base64").equalsIgnoreCase("none"));
  }

  private static int inRange(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw new HostException("extensions.queues." + name + " is out of range: " + value);
    }
    return value;
  }

  String encode(byte[] content) {
    return base64
        ? Base64.getEncoder().encodeToString(content)
        : new String(content, StandardCharsets.UTF_8);
  }

  /** The text of a message, or nothing where it is not encoded as this app expects. */
  Optional<String> decode(String raw) {
    if (!base64) {
      return Optional.of(raw);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(raw));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      return Optional.empty();
    }
  }
}
