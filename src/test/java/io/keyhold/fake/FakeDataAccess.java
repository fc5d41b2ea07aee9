package io.keyhold.fake;

import io.keyhold.domain.Code;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.DataRight;
import io.keyhold.domain.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Vaults and containers in memory: everything is allowed unless a test says otherwise. */
public final class FakeDataAccess implements DataAccess {

  private final Set<DataRight> denied = EnumSet.noneOf(DataRight.class);
  private final List<String> asked = new ArrayList<>();
  private final Set<String> policies = new HashSet<>();
  private Optional<Problem> silent = Optional.empty();

  /** The caller may not do this any more, wherever. */
  public synchronized void deny(DataRight right) {
    denied.add(right);
  }

  /** A vault that has access policies. */
  public synchronized void policiesIn(String vault) {
    policies.add(vault);
  }

  /** Nothing can be asked any more. */
  public synchronized void silent(Code code) {
    silent = Optional.of(new Problem(code, "scripted", "the test wants no answer"));
  }

  /** What was asked about, with the right. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public synchronized Answer vault(String vault, DataRight right) {
    return answer(vault.toLowerCase(Locale.ROOT), right, policies.contains(vault));
  }

  @Override
  public synchronized Answer container(URI container, DataRight right) {
    return answer(container.toString(), right, false);
  }

  private Answer answer(String what, DataRight right, boolean byPolicy) {
    asked.add(what + " " + right);
    if (silent.isPresent()) {
      return new Answer.Unknown(silent.get());
    }
    return denied.contains(right) ? new Answer.Denied(byPolicy) : new Answer.Allowed();
  }
}
