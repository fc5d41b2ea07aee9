package io.keyhold.local.http;

/**
 * Who calls, as the kernel read it from the bearer token.
 *
 * @param authenticated whether a token was there, was signed by the local tenant and is valid now
 * @param clientId the application id of the identity; empty when not authenticated
 * @param audience the resource that the token was issued for; empty when not authenticated
 */
public record Caller(boolean authenticated, String clientId, String audience) {

  /** A request without a token, or with one that does not hold. */
  public static final Caller ANONYMOUS = new Caller(false, "", "");

  /** Whether this caller holds a token for the given resource; a trailing slash does not count. */
  public boolean holdsTokenFor(String resource) {
    return authenticated && withoutSlash(audience).equalsIgnoreCase(withoutSlash(resource));
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
