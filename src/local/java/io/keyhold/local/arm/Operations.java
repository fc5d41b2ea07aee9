package io.keyhold.local.arm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;

/** All operations of a run. Guarded by the lock of {@link Compute}. */
final class Operations {

  private final Map<String, Operation> byId = new HashMap<>();
  private final Map<String, String> subjects = new HashMap<>();
  private final PriorityQueue<Operation> running =
      new PriorityQueue<>(Comparator.comparing(operation -> operation.start().due()));
  private final List<Hindrance> hindrances = new ArrayList<>();

  private record Hindrance(Predicate<String> subject, ArmFailure failure) {}

  /**
   * @param subject the method and the id of the resource, such as {@code PUT /subscriptions/...}
   */
  Operation begin(String subject, Operation.Start start) {
    var operation = new Operation(UUID.randomUUID().toString(), start);
    byId.put(operation.id(), operation);
    subjects.put(operation.id(), subject);
    running.add(operation);
    return operation;
  }

  /** Lets the next operation on a matching subject end as Failed, without its effect. */
  void failNext(Predicate<String> subject, ArmFailure failure) {
    hindrances.add(new Hindrance(subject, failure));
  }

  Optional<Operation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Ends every operation whose time has come, in the order of their ends. */
  void settle(Instant now) {
    var due = new ArrayList<Operation>();
    while (!running.isEmpty() && !running.peek().start().due().isAfter(now)) {
      due.add(running.poll());
    }
    due.forEach(operation -> operation.finish(hindrance(subjects.get(operation.id()))));
  }

  private Optional<ArmFailure> hindrance(String subject) {
    var found = hindrances.stream().filter(one -> one.subject().test(subject)).findFirst();
    found.ifPresent(hindrances::remove);
    return found.map(Hindrance::failure);
  }
}
