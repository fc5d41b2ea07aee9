package io.keyhold.local.functions;

import java.time.Instant;

/**
 * A message as its queue holds it.
 *
 * @param raw the text on the wire, base64 or not
 * @param visibleAt from when on it can be taken
 * @param popReceipt of the latest taking; only who has it may delete or release the message
 */
public record QueueMessage(
    String id,
    QueueName queue,
    String raw,
    Instant inserted,
    Instant expires,
    Instant visibleAt,
    int dequeueCount,
    String popReceipt) {

  QueueMessage taken(Instant invisibleUntil, String receipt) {
    return new QueueMessage(
        id, queue, raw, inserted, expires, invisibleUntil, dequeueCount + 1, receipt);
  }

  QueueMessage released(Instant at) {
    return new QueueMessage(id, queue, raw, inserted, expires, at, dequeueCount, popReceipt);
  }
}
