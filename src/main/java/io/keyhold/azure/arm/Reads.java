package io.keyhold.azure.arm;

import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Look;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads that may find nothing: a 404 of the gateway or of the provider is an answer. */
public final class Reads {

  private Reads() {}

  /** What the call returns; empty when Azure says that there is no such thing. */
  public static <T> Optional<T> find(String subject, Supplier<T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (CloudFailure known) {
      throw known;
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      if (trouble instanceof Trouble.Answered answer && absent(answer)) {
        return Optional.empty();
      }
      throw CloudFailures.of(trouble, subject);
    }
  }

  /** The same for callers that go on without an answer. */
  public static <T> Look<T> look(String subject, Supplier<T> call) {
    try {
      return find(subject, call).<Look<T>>map(Look.Seen::new).orElseGet(Look.Absent::new);
    } catch (CloudFailure failure) {
      return new Look.Unknown<>(failure.problem());
    }
  }

  /** A subscription that is not there, or not open to us, says nothing about the resource. */
  private static boolean absent(Trouble.Answered answer) {
    return answer.status() == 404 && !answer.says("SubscriptionNotFound");
  }
}
