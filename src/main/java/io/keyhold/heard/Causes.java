package io.keyhold.heard;

import io.keyhold.domain.Cause;
import io.keyhold.domain.Cause.Kind;
import io.keyhold.domain.Code;
import io.keyhold.domain.Finding;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Urgency;
import io.keyhold.domain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** From problems, and the verdicts that found them, to what stands behind them. */
final class Causes {

  /** These say something about the vault and not about the key that was asked for. */
  private static final Set<Code> OF_VAULT =
      Set.of(
          Code.VAULT_DELETED,
          Code.VAULT_ACCESS_DENIED,
          Code.VAULT_TOKEN_REFUSED,
          Code.VAULT_FIREWALL,
          Code.VAULT_THROTTLED,
          Code.VAULT_TIMEOUT,
          Code.VAULT_UNREACHABLE,
          Code.VAULT_ERROR);

  private Causes() {}

  /** What stopped the point, each cause once. */
  static List<Cause> of(RecoveryPoint point, List<Problem> problems) {
    return problems.stream().map(problem -> of(point, problem)).distinct().toList();
  }

  static Cause of(RecoveryPoint point, Problem problem) {
    return point.verdicts().stream()
        .filter(verdict -> verdict.finding().problems().contains(problem))
        .findFirst()
        .map(verdict -> of(point, verdict, problem))
        .orElseGet(() -> of(problem));
  }

  /** What must be known of a point that succeeded. */
  static List<Cause> notes(RecoveryPoint point) {
    List<Problem> notes = new ArrayList<>();
    point.verdicts().forEach(verdict -> notes.addAll(verdict.finding().problems()));
    notes.addAll(point.remarks());
    return of(point, notes);
  }

  /** The cause that a verdict would be; empty of one that the key is available by. */
  static Optional<Cause> of(Verdict verdict, RecoveryPoint point) {
    return verdict.finding().problems().stream()
        .findFirst()
        .map(problem -> of(point, verdict, problem));
  }

  private static Cause of(RecoveryPoint point, Verdict verdict, Problem problem) {
    Optional<KeyRef> checked = KeyRef.parse(verdict.key());
    Cause plain = of(problem);
    return new Cause(
        plain.kind(),
        plain.where(),
        plain.vault().or(() -> checked.map(KeyRef::vault)),
        Optional.of(verdict.key()),
        verdict.version(),
        Optional.of(verdict.finding().word()),
        problem,
        verdict.finding() instanceof Finding.Unavailable unavailable
            ? unavailable.recoverableUntil()
            : Optional.empty(),
        Urgency.of(point, problem));
  }

  private static Cause of(Problem problem) {
    Optional<KeyRef> key = KeyRef.parse(problem.subject());
    Kind kind = kind(problem.code(), key);
    Optional<String> vault =
        kind == Kind.VAULT
            ? key.map(KeyRef::vault).or(() -> Optional.of(problem.subject()))
            : key.map(KeyRef::vault);
    String where =
        switch (kind) {
          case VAULT -> vault.orElseThrow();
          case KEY, SECRET -> key.map(Causes::place).orElseGet(problem::subject);
          case DISK_ENCRYPTION_SET -> problem.subject().toLowerCase(Locale.ROOT);
          case ELSEWHERE -> problem.subject();
          case MACHINE, CLOUD, SETUP -> "";
        };
    return new Cause(
        kind,
        where,
        vault,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        problem,
        Optional.empty(),
        false);
  }

  private static Kind kind(Code code, Optional<KeyRef> key) {
    if (OF_VAULT.contains(code)) {
      return Kind.VAULT;
    }
    if (key.isPresent()) {
      return key.get().kind() == KeyRef.Kind.KEY ? Kind.KEY : Kind.SECRET;
    }
    return switch (code.group()) {
      case KEY, WARNING, UNKNOWN -> Kind.DISK_ENCRYPTION_SET;
      case UNVERIFIED -> Kind.ELSEWHERE;
      case MACHINE, REMARK -> Kind.MACHINE;
      case CLOUD, REQUEST -> Kind.CLOUD;
      case SIGN_IN, SETUP -> Kind.SETUP;
    };
  }

  /** What {@link Cause#subject()} is of a key or secret, or of one of its versions. */
  static String subject(KeyRef key) {
    return (key.kind() == KeyRef.Kind.KEY ? Kind.KEY : Kind.SECRET).word() + ":" + place(key);
  }

  static String ofVault(KeyRef key) {
    return Kind.VAULT.word() + ":" + key.vault();
  }

  static String ofSet(String id) {
    return Kind.DISK_ENCRYPTION_SET.word() + ":" + id.toLowerCase(Locale.ROOT);
  }

  private static String place(KeyRef key) {
    return key.vault()
        + "/"
        + key.kind().segment()
        + "/"
        + key.name()
        + key.version().map(version -> "/" + version).orElse("");
  }
}
