package io.keyhold.local.identity;

import io.keyhold.local.http.Caller;
import java.time.Instant;

/** What a check of an Authorization header found. */
public sealed interface TokenCheck {

  /** No header, or one of another scheme. */
  record Missing() implements TokenCheck {}

  /** Not a token of the local tenant: malformed, or with a foreign signature. */
  record Invalid() implements TokenCheck {}

  record Expired(Instant at) implements TokenCheck {}

  record Valid(Caller caller) implements TokenCheck {}
}
