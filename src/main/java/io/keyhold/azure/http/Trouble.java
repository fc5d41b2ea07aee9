package io.keyhold.azure.http;

import java.util.Optional;

/** Why a call brought nothing: a closed list, so that each adapter has to answer for every case. */
public sealed interface Trouble {

  /**
   * The service answered, and not with success.
   *
   * @param code the service's own word, such as {@code Forbidden}; empty when the answer had none
   * @param innerCode the more exact word that Key Vault puts inside, such as {@code KeyDisabled}
   * @param message the service's sentence as it may be shown
   */
  record Answered(int status, String code, Optional<String> innerCode, String message)
      implements Trouble {

    /** True when the code or the inner code is one of these. */
    public boolean says(String... words) {
      for (String word : words) {
        if (code.equalsIgnoreCase(word) || innerCode.filter(word::equalsIgnoreCase).isPresent()) {
          return true;
        }
      }
      return false;
    }

    /** Status and codes, such as {@code 403 Forbidden/KeyDisabled}. */
    public String words() {
      return (status + " " + innerCode.map(inner -> code + "/" + inner).orElse(code)).strip();
    }

    /** Status, codes and sentence in one. */
    public String shown() {
      return words() + (message.isEmpty() ? "" : ": " + message);
    }
  }

  /** No answer within the time-out. */
  record TimedOut() implements Trouble {}

  /**
   * No connection, or a broken one.
   *
   * @param nameUnknown true when the host's name does not resolve, as far as the network or the
   *     proxy says
   */
  record Unreachable(boolean nameUnknown, String detail) implements Trouble {}

  /** The identity gave no token. */
  record NoToken(String detail) implements Trouble {}

  /** An answer that cannot be understood, or one that a client of the SDK would not accept. */
  record NotUnderstood(String detail) implements Trouble {}
}
