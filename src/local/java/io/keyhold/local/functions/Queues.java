package io.keyhold.local.functions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Storage queues in memory, shared by hosts as apps share a storage account. Only the clock makes
 * messages visible.
 */
public final class Queues {
  private static final Duration TIME_TO_LIVE = Duration.ofDays(7);

  private final InstantSource clock;
  private final Map<QueueName, Map<String, QueueMessage>> queues = new HashMap<>();

  public Queues(InstantSource clock) {
    this.clock = clock;
  }

  /** Puts a text as a host with messageEncoding base64 does, which is the default. */
  public void send(QueueName queue, String text) {
    sendRaw(queue, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Puts a text as it is. */
  public synchronized void sendRaw(QueueName queue, String raw) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    messages(queue)
        .put(id, new QueueMessage(id, queue, raw, now, now.plus(TIME_TO_LIVE), now, 0, ""));
  }

  /** The messages that can be taken now, oldest first, hidden from others for the given time. */
  synchronized List<QueueMessage> take(QueueName queue, int most, Duration invisible) {
    Instant now = clock.instant();
    Map<String, QueueMessage> messages = messages(queue);
    messages.values().removeIf(message -> !message.expires().isAfter(now));
    List<QueueMessage> visible =
        messages.values().stream()
            .filter(message -> !message.visibleAt().isAfter(now))
            .limit(most)
            .toList();
    List<QueueMessage> taken = new ArrayList<>();
    for (QueueMessage message : visible) {
      QueueMessage mine = message.taken(now.plus(invisible), UUID.randomUUID().toString());
      messages.put(message.id(), mine);
      taken.add(mine);
    }
    return taken;
  }

  /** Deletes a message for whoever took it last; nothing if another has it by now. */
  synchronized void delete(QueueMessage taken) {
    if (isOwn(taken)) {
      messages(taken.queue()).remove(taken.id());
    }
  }

  synchronized void release(QueueMessage taken, Duration visibleIn) {
    if (isOwn(taken)) {
      messages(taken.queue()).put(taken.id(), taken.released(clock.instant().plus(visibleIn)));
    }
  }

  synchronized void moveToPoison(QueueMessage taken) {
    if (isOwn(taken)) {
      messages(taken.queue()).remove(taken.id());
      sendRaw(taken.queue().poison(), taken.raw());
    }
  }

  private boolean isOwn(QueueMessage taken) {
    return Optional.ofNullable(messages(taken.queue()).get(taken.id()))
        .map(now -> now.popReceipt().equals(taken.popReceipt()))
        .orElse(false);
  }

  private Map<String, QueueMessage> messages(QueueName queue) {
    return queues.computeIfAbsent(queue, name -> new LinkedHashMap<>());
  }

  /** Drops all messages of a queue. */
  public synchronized void clear(QueueName queue) {
    messages(queue).clear();
  }

  /** All messages, visible or not, oldest first. */
  public synchronized List<QueueMessage> peek(QueueName queue) {
    return List.copyOf(messages(queue).values());
  }

  /** The texts of all messages, decoded where they are base64. */
  public List<String> texts(QueueName queue) {
    return peek(queue).stream().map(message -> text(message.raw())).toList();
  }

  private static String text(String raw) {
    return QueueOutput.base64(raw)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse(raw);
  }

  /** The queues that hold or held messages. */
  public synchronized Set<String> names() {
    Set<String> names = new TreeSet<>();
    queues.keySet().forEach(name -> names.add(name.toString()));
    return names;
  }

  synchronized boolean hasVisible(QueueName queue) {
    Instant now = clock.instant();
    return messages(queue).values().stream()
        .anyMatch(message -> !message.visibleAt().isAfter(now) && message.expires().isAfter(now));
  }
}
