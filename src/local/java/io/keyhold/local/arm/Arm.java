package io.keyhold.local.arm;

import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Services;
import io.keyhold.local.identity.Identities;
import io.keyhold.local.identity.Tokens;
import java.nio.file.Path;
import java.util.Map;

/** The local ARM put together: management.azure.com, and the hosts that give disks out. */
public final class Arm {

  private final Compute compute;
  private final ArmService service;
  private final DiskBlobs blobs;

  /**
   * @param serverCertificate becomes a part of the operations' URLs
   * @param folder where the bytes of disks are kept
   */
  public Arm(
      MovableClock clock,
      ArmOptions options,
      Tokens tokens,
      Identities identities,
      DeletedVaults vaults,
      byte[] serverCertificate,
      Path folder) {
    var kernel = new Kernel(clock, options, new OperationLinks(serverCertificate), folder);
    var guests = new Guests();
    var grants = new Grants();
    var groups = new Groups(options.strictGroups());
    compute = new Compute(kernel, guests, groups);
    blobs = new DiskBlobs(kernel, grants);
    service =
        new ArmService(
            kernel,
            tokens,
            identities,
            groups,
            Map.of(
                "microsoft.compute", new ComputeProvider(kernel, guests, grants),
                "microsoft.keyvault", new KeyVaultProvider(vaults),
                "microsoft.resources", groups));
  }

  /** Registers both host names. */
  public void register(Services services) {
    services.register("management.azure.com", service);
    services.register(".blob.storage.azure.net", blobs, blobs::resolves);
  }

  public Compute compute() {
    return compute;
  }
}
