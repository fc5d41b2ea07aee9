package io.keyhold.local.arm;

import io.keyhold.local.http.Services;
import io.keyhold.local.identity.Identities;
import io.keyhold.local.identity.Tokens;
import java.util.HashMap;
import java.util.Map;

/** The local ARM put together: management.azure.com, and the hosts that give disks out. */
public final class Arm {

  private final Compute compute;
  private final ArmService service;
  private final DiskBlobs blobs;
  private final RateLimits limits = new RateLimits();

  public Arm(Kernel kernel, Tokens tokens, Identities identities, Surroundings around) {
    var guests = new Guests();
    var grants = new Grants();
    var groups = new Groups(kernel.options().strictGroups());
    compute = new Compute(kernel, guests, groups, around.cards());
    blobs = new DiskBlobs(kernel, grants);
    var providers = new HashMap<>(around.providers());
    providers.put(
        "microsoft.compute",
        new ComputeProvider(kernel, guests, grants, around.capacity(), around.cards()));
    providers.put("microsoft.keyvault", new KeyVaultProvider(kernel, around.vaults()));
    providers.put("microsoft.resources", groups);
    service =
        new ArmService(
            kernel, tokens, identities, groups, around.gate(), limits, Map.copyOf(providers));
  }

  /** Registers both host names. */
  public void register(Services services) {
    services.register("management.azure.com", service);
    services.register(".blob.storage.azure.net", blobs, blobs::resolves);
  }

  public RateLimits limits() {
    return limits;
  }

  public Compute compute() {
    return compute;
  }
}
