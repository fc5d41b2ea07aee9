package io.keyhold.local.keyvault;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that a caller may not do.
 *
 * @param clientId an application id, or {@link #ANYONE}
 * @param action a data action; a "*" stands for any run of characters
 * @param object a key's or secret's name, or {@link #ANYTHING}
 */
record Denial(String clientId, String action, String object) {

  static final String ANYONE = "*";
  static final String ANYTHING = "*";

  boolean covers(String caller, Right right, String name) {
    return (clientId.equals(ANYONE) || clientId.equalsIgnoreCase(caller))
        && (object.equals(ANYTHING) || object.equalsIgnoreCase(name))
        && matches(right.action());
  }

  private boolean matches(String wanted) {
    String pattern =
        Arrays.stream(action.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(wanted).matches();
  }
}
