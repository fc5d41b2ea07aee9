package io.keyhold.azure.signin;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** Where the tenant's keys are read. */
@FunctionalInterface
interface KeySource {

  /**
   * The keys that sign the tenant's tokens at present, by {@code kid}.
   *
   * @throws io.keyhold.domain.CloudFailure when they cannot be read
   */
  Map<String, RSAPublicKey> read();
}
