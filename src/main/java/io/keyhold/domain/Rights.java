package io.keyhold.domain;

import java.util.List;
import java.util.Locale;

/**
 * What roles let the caller do at one place: for each role its actions less its exceptions, and all
 * roles together. Deny assignments are not in it; Azure does not list them here.
 */
public record Rights(List<Grant> grants) {

  /** The actions of one role, such as {@code Microsoft.Compute/disks/*}, with {@code *} as any. */
  public record Grant(List<String> actions, List<String> notActions) {
    public Grant {
      actions = List.copyOf(actions);
      notActions = List.copyOf(notActions);
    }
  }

  public Rights {
    grants = List.copyOf(grants);
  }

  public boolean allow(String action) {
    return grants.stream()
        .anyMatch(grant -> any(grant.actions(), action) && !any(grant.notActions(), action));
  }

  /** Those of the actions that are not allowed. */
  public List<String> missing(List<String> actions) {
    return actions.stream().filter(action -> !allow(action)).toList();
  }

  private static boolean any(List<String> patterns, String action) {
    return patterns.stream()
        .anyMatch(
            pattern -> matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
  }

  /** Piece by piece, so that no pattern can take long. */
  private static boolean matches(String pattern, String action) {
    String[] pieces = pattern.split("\\*", -1);
    if (pieces.length == 1) {
      return pattern.equals(action);
    }
    int from = pieces[0].length();
    if (!action.startsWith(pieces[0])) {
      return false;
    }
    for (int piece = 1; piece < pieces.length - 1; piece++) {
      int found = action.indexOf(pieces[piece], from);
      if (found < 0) {
        return false;
      }
      from = found + pieces[piece].length();
    }
    String last = pieces[pieces.length - 1];
    return action.length() - from >= last.length() && action.endsWith(last);
  }
}
