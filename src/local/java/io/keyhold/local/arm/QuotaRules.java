package io.keyhold.local.arm;

import io.keyhold.local.capacity.Size;
import java.util.Map;

/** Refuses a machine for which a quota has no room, in the words of late 2025. */
record QuotaRules(Usage usage) {

  private static final String TOLD =
      "Operation could not be completed as it results in exceeding approved %s Cores quota."
          + " Additional details - Deployment Model: Resource Manager, Location: %s, Current Limit:"
          + " %d, Current Usage: %d, Additional Required: %d, (Minimum) New Limit Required: %d."
          + " Setup Alerts when Quota reaches threshold. Learn more at"
          + " https://aka.ms/quotamonitoringalerting . Submit a request for Quota increase at"
          + " https://aka.ms/ProdportalCRP/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView"
          + "/Parameters/%%7B%%22subscriptionId%%22:%%22%s%%22%%7D by specifying parameters listed"
          + " in the ‘Details’ section for deployment to succeed. Please read more about quota"
          + " limits at https://docs.microsoft.com/en-us/azure/azure-supportability/%s";

  /** First the region's quota, then that of the size's family. */
  void checkRoom(ResourceId id, String location, Size size) {
    var used = usage.cores(id.subscription(), location);
    check(id, location, "cores", size, used, "Total Regional", "regional-quota-requests");
    check(id, location, size.usage(), size, used, size.usage(), "per-vm-quota-requests");
  }

  private void check(
      ResourceId id,
      String location,
      String name,
      Size size,
      Map<String, Integer> used,
      String shown,
      String page) {
    int limit = usage.limit(id.subscription(), location, name);
    int now = used.getOrDefault(name, 0);
    int wanted = now + size.cores();
    if (wanted > limit) {
      throw ArmFailure.notAllowed(
          TOLD.formatted(
              shown, location, limit, now, size.cores(), wanted, id.subscription(), page));
    }
  }
}
