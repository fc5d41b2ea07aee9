package io.keyhold.local.arm;

import io.keyhold.local.http.Response;

/** A provider behind ARM: what answers for one namespace. */
public interface ResourceProvider {

  Response answer(ArmCall call);

  /** The rate limit that its answers tell about. */
  default RatePolicy policy(ArmCall call) {
    return RatePolicy.UNTOLD;
  }
}
