package io.keyhold.heard;

import io.keyhold.domain.Cause;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Signal;
import io.keyhold.domain.Signals;
import io.keyhold.domain.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says when a key, set or vault that was available is not any more, and when it is again: once, for
 * however many machines and handlers. One document per key in trouble, in {@code work}, whose
 * version is the lock: who writes the change says it. Only keys that ever were in trouble have one,
 * so that a fleet of healthy keys costs one listing per run.
 */
final class KeyStates {

  static final String PLACE = "key-states/";

  /** A trouble that nobody met for so long, and that is met again, is said again. */
  static final Duration FORGOTTEN = Duration.ofDays(2);

  /** That a trouble goes on is not written down more often. */
  private static final Duration NOTED = Duration.ofHours(1);

  /** Writers that overtake each other look again so often; then somebody has said it. */
  private static final int ROUNDS = 5;

  private final Cloud cloud;
  private final Signals signals;
  private final RunMemory memory;

  KeyStates(Cloud cloud, Signals signals) {
    this.cloud = cloud;
    this.signals = signals;
    this.memory = new RunMemory(() -> cloud.documents().names(PLACE));
  }

  /** Takes in what the last event of the point says about keys. */
  void looked(RecoveryPoint point) {
    Signal.Backup backup = PointSignals.backup(point);
    for (Found found : Found.by(point)) {
      memory.once(
          backup.run(),
          found,
          known -> {
            switch (found) {
              case Found.Trouble trouble -> troubled(trouble, backup);
              case Found.Fine fine -> fine(fine, known, backup);
            }
          });
    }
  }

  private void troubled(Found.Trouble found, Signal.Backup backup) {
    String name = name(found.cause().subject());
    KeyState begun = new KeyState(true, found.cause(), found.by(), found.at(), found.at());
    if (documents().create(name, begun.text()).isPresent()) {
      changed(found, backup);
      return;
    }
    boolean said = change(name, known -> after(known, found, begun)).orElse(false);
    if (said) {
      changed(found, backup);
    }
  }

  /** What becomes of a known state, and whether that is to be said. */
  private record Next(KeyState state, boolean said) {}

  private static Optional<Next> after(
      Optional<KeyState> before, Found.Trouble found, KeyState begun) {
    if (before.isEmpty()) {
      return Optional.of(new Next(begun, true));
    }
    KeyState known = before.get();
    Duration unseen = Duration.between(known.seen(), found.at());
    if (unseen.isNegative() || unseen.isZero()) {
      return Optional.empty();
    }
    boolean othersVault =
        found.cause().kind() == Cause.Kind.VAULT && !known.by().equals(found.by());
    if (known.troubled() && unseen.compareTo(FORGOTTEN) < 0) {
      if (known.isLike(found.cause()) || othersVault) {
        return unseen.compareTo(NOTED) < 0
            ? Optional.empty()
            : Optional.of(new Next(known.seenAt(found.at()), false));
      }
      return Optional.of(
          new Next(new KeyState(true, found.cause(), found.by(), known.since(), found.at()), true));
    }
    return Optional.of(new Next(begun, true));
  }

  private void fine(Found.Fine found, List<String> known, Signal.Backup backup) {
    for (String subject : found.subjects()) {
      String name = name(subject);
      if (known.contains(name)) {
        Optional<KeyState> ended = ended(name, found);
        ended.ifPresent(
            before ->
                signals.say(
                    new Signal.KeyStateResolved(
                        found.at(), before.cause(), "available", before.since(), backup)));
      }
    }
  }

  /** The state that was ended by this very call. */
  private Optional<KeyState> ended(String name, Found.Fine found) {
    for (int round = 1; round <= ROUNDS; round++) {
      Optional<Document> document = documents().read(name);
      Optional<KeyState> state =
          document.flatMap(text -> KeyState.read(text.text())).filter(known -> ends(found, known));
      if (state.isEmpty()) {
        return Optional.empty();
      }
      if (documents()
          .replace(document.orElseThrow(), state.get().over(found.at()).text())
          .isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  private static boolean ends(Found.Fine found, KeyState known) {
    boolean vault = known.cause().kind() == Cause.Kind.VAULT;
    return known.troubled()
        && known.seen().isBefore(found.at())
        && (!vault || known.by().equals(found.by()));
  }

  /** Whether what was written here is to be said; empty where others were faster every time. */
  private Optional<Boolean> change(
      String name, Function<Optional<KeyState>, Optional<Next>> decision) {
    for (int round = 1; round <= ROUNDS; round++) {
      Optional<Document> document = documents().read(name);
      if (document.isEmpty()) {
        return Optional.empty(); // retention has just forgotten it; the next run begins anew
      }
      Optional<Next> next = decision.apply(KeyState.read(document.get().text()));
      if (next.isEmpty()) {
        return Optional.of(false);
      }
      if (documents().replace(document.get(), next.get().state().text()).isPresent()) {
        return next.map(Next::said);
      }
    }
    return Optional.empty();
  }

  private void changed(Found.Trouble found, Signal.Backup backup) {
    signals.say(
        new Signal.KeyStateChanged(found.at(), found.cause(), machines(found.cause()), backup));
  }

  /** A slot has one point of a machine: the fullest slot says how many machines there are. */
  private int machines(Cause cause) {
    Map<Instant, Long> bySlot =
        cause.key().flatMap(KeyRef::parse).stream()
            .flatMap(key -> cloud.catalogue().ofKey(key).stream())
            .collect(Collectors.groupingBy(PointId::slot, Collectors.counting()));
    return Math.toIntExact(bySlot.values().stream().mapToLong(count -> count).max().orElse(1));
  }

  private Documents documents() {
    return cloud.documents();
  }

  private static String name(String subject) {
    return PLACE + Text.sha256(subject).substring(0, 32);
  }
}
