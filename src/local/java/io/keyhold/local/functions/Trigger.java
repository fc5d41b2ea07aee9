package io.keyhold.local.functions;

import java.util.Optional;
import java.util.stream.Stream;

/** What starts a function. */
public enum Trigger {
  TIMER("timerTrigger"),
  QUEUE("queueTrigger"),
  HTTP("httpTrigger");

  private final String type;

  Trigger(String type) {
    this.type = type;
  }

  static Optional<Trigger> of(String type) {
    return Stream.of(values()).filter(trigger -> trigger.type.equalsIgnoreCase(type)).findFirst();
  }
}
