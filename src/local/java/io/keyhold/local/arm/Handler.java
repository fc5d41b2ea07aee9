package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;

/** What one resource type does with the calls that are its own. All run under the kernel's lock. */
interface Handler {

  RatePolicy policy(ArmCall call);

  Response put(ArmCall call, ResourceId id);

  Response patch(ArmCall call, ResourceId id);

  /** The resource exists; ARM answers 204 for one that does not. */
  Response delete(ArmCall call, Resource resource);

  /** A POST on the resource. */
  Response act(ArmCall call, Resource resource, String action);

  /** A GET of something beneath the resource. */
  Response beneath(ArmCall call, Resource resource);

  /** A PUT, PATCH or DELETE of something beneath the resource. */
  default Response write(ArmCall call, Resource resource) {
    throw ArmFailure.noSuchMethod(call);
  }

  /** The resource as a GET shows it at this moment. */
  ObjectNode shown(ArmCall call, Resource resource);

  /** The resource as an entry of a list. */
  default ObjectNode listed(ArmCall call, Resource resource) {
    return shown(call, resource);
  }

  static ArmFailure unsupported(ArmCall call) {
    return ArmFailure.noSuchType(call);
  }
}
