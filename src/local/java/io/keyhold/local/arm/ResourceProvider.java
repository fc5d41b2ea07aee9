package io.keyhold.local.arm;

import io.keyhold.local.http.Response;

/** A provider behind ARM: what answers for one namespace. */
interface ResourceProvider {

  Response answer(ArmCall call);

  /** The rate limit that its answers tell about. */
  RatePolicy policy(ArmCall call);
}
