package io.keyhold.local.identity;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A role as Azure defines one: what it grants, less what it takes out again. Actions are written as
 * in {@code Microsoft.Compute/snapshots/write} and may contain {@code *}.
 *
 * @param dataActions what it grants in the services themselves; ARM only shows it
 */
public record Role(
    List<String> actions,
    List<String> notActions,
    List<String> dataActions,
    List<String> notDataActions) {

  public Role {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
    dataActions = List.copyOf(dataActions);
    notDataActions = List.copyOf(notDataActions);
  }

  /** A role that grants these actions of ARM. */
  public static Role of(String... actions) {
    return new Role(List.of(actions), List.of(), List.of(), List.of());
  }

  /** The same role without these actions. */
  public Role without(String... taken) {
    return less(List.of(taken));
  }

  Role less(List<String> taken) {
    var all = Stream.concat(notActions.stream(), taken.stream()).toList();
    return new Role(actions, all, dataActions, notDataActions);
  }

  /** Whether it grants an action of ARM. */
  public boolean grants(String action) {
    return any(actions, action) && !any(notActions, action);
  }

  /** Whether it grants a data action of a service. */
  boolean grantsData(String action) {
    return any(dataActions, action) && !any(notDataActions, action);
  }

  /** Whether it grants anything in a service. */
  boolean reachesData() {
    return !dataActions.isEmpty();
  }

  static boolean any(Collection<String> patterns, String action) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    var regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }
}
