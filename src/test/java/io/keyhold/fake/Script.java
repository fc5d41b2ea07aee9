package io.keyhold.fake;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** What a fake was called with, and what it shall fail with next. */
public final class Script {

  private final List<String> calls = new ArrayList<>();
  private final Deque<CloudFailure> failures = new ArrayDeque<>();
  private Optional<AtomicInteger> shared = Optional.empty();
  private OptionalInt life = OptionalInt.empty();
  private Optional<CloudFailure> always = Optional.empty();

  /** Every call so far, as {@code method subject}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The next call fails with this code; several are used up one by one. */
  public synchronized void failNext(Code code) {
    failures.add(failure(code));
  }

  /** Every call fails with this code until {@link #recover}. */
  public synchronized void failAlways(Code code) {
    always = Optional.of(failure(code));
  }

  /** So many calls still work, then the process is as good as dead, until {@link #recover}. */
  public synchronized void dieAfter(int more) {
    life = OptionalInt.of(more);
  }

  /** The same, of several fakes together: each call of any of them counts. */
  public synchronized void dieWith(AtomicInteger callsLeft) {
    shared = Optional.of(callsLeft);
  }

  public synchronized void recover() {
    shared = Optional.empty();
    life = OptionalInt.empty();
    always = Optional.empty();
    failures.clear();
  }

  synchronized void call(String method, Object subject) {
    calls.add(method + " " + subject);
    if (!failures.isEmpty()) {
      throw failures.poll();
    }
    if (shared.isPresent() && shared.get().getAndDecrement() <= 0) {
      throw failure(Code.CLOUD_TIMEOUT);
    }
    if (life.isPresent()) {
      if (life.getAsInt() == 0) {
        throw failure(Code.CLOUD_TIMEOUT);
      }
      life = OptionalInt.of(life.getAsInt() - 1);
    }
    if (always.isPresent()) {
      throw always.get();
    }
  }

  private static CloudFailure failure(Code code) {
    return new CloudFailure(new Problem(code, "scripted", "the test wants this to fail"));
  }
}
