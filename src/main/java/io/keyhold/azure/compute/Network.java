package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.models.NetworkAccessPolicy;
import com.azure.resourcemanager.compute.models.PublicNetworkAccess;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who may read a snapshot or disk over the network.
 *
 * @param diskAccess the private door, which AllowPrivate needs
 */
record Network(
    NetworkAccessPolicy policy, PublicNetworkAccess publicAccess, Optional<String> diskAccess) {

  /**
   * @param source finds the disk access resource of what is copied: AllowPrivate is kept up only
   *     where the source has one, for a policy names none
   */
  static Network of(Policy.NetworkAccess access, ArmId subject, Supplier<Optional<String>> source) {
    return switch (access) {
      case DENY_ALL ->
          new Network(NetworkAccessPolicy.DENY_ALL, PublicNetworkAccess.DISABLED, Optional.empty());
      case ALLOW_ALL ->
          new Network(NetworkAccessPolicy.ALLOW_ALL, PublicNetworkAccess.ENABLED, Optional.empty());
      case ALLOW_PRIVATE ->
          new Network(
              NetworkAccessPolicy.ALLOW_PRIVATE,
              PublicNetworkAccess.DISABLED,
              Optional.of(source.get().orElseThrow(() -> noDoor(subject))));
    };
  }

  /**
   * Of a copy in another region. A disk access resource serves its own region only, and the policy
   * names none there: where a private door is meant, nobody gets in.
   */
  static Network ofCopy(Policy.NetworkAccess access) {
    return switch (access) {
      case DENY_ALL, ALLOW_PRIVATE ->
          new Network(NetworkAccessPolicy.DENY_ALL, PublicNetworkAccess.DISABLED, Optional.empty());
      case ALLOW_ALL ->
          new Network(NetworkAccessPolicy.ALLOW_ALL, PublicNetworkAccess.ENABLED, Optional.empty());
    };
  }

  private static CloudFailure noDoor(ArmId subject) {
    return new CloudFailure(
        new Problem(
            Code.CLOUD_REFUSED,
            subject.value(),
            "networkAccess AllowPrivate needs a disk access resource, and the source has none: "
                + "use DenyAll, or give the source one"));
  }
}
