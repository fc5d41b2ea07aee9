package io.keyhold.local.http;

/** Turns an Authorization header into the caller that it proves. */
@FunctionalInterface
public interface Authenticator {

  /**
   * @param authorization the header's value, empty where it is missing
   */
  Caller caller(String authorization);
}
