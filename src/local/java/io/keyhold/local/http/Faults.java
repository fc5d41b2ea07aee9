package io.keyhold.local.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The faults that wait for their requests. The first one that matches and is not used up wins. */
public final class Faults {

  private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

  /** Gives the fault to the next requests that match, as many as said. */
  public void add(Predicate<Request> when, Fault fault, int times) {
    waiting.add(new Waiting(when, fault, 1, times, new AtomicInteger()));
  }

  /** Gives the fault once, to the nth request from now that matches; the first is 1. */
  public void addNth(Predicate<Request> when, Fault fault, int nth) {
    waiting.add(new Waiting(when, fault, nth, nth, new AtomicInteger()));
  }

  public void clear() {
    waiting.clear();
  }

  Optional<Fault> next(Request request) {
    return waiting.stream().filter(entry -> entry.takes(request)).findFirst().map(Waiting::fault);
  }

  private record Waiting(
      Predicate<Request> when, Fault fault, int first, int last, AtomicInteger seen) {
    boolean takes(Request request) {
      if (seen.get() >= last || !when.test(request)) {
        return false;
      }
      int number = seen.incrementAndGet();
      return number >= first && number <= last;
    }
  }
}
