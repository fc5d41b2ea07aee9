package io.keyhold.local.arm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rate limits that answers tell about, as recorded: a short and a long window each. */
public enum RatePolicy {
  WRITE_DISK("CreateUpdateDisks3Min", 3000, "CreateUpdateDisks30Min", 25_000),
  DELETE_DISK("DeleteDisks3Min", 3000, "DeleteDisks30Min", 24_000),
  WRITE_SNAPSHOT(
      "HighCostSnapshotCreateHydrate3Min", 1000, "HighCostSnapshotCreateHydrate30Min", 8000),
  ACCESS_DISK("HighCostDiskHydrate3Min", 1000, "HighCostDiskHydrate30Min", 8000),
  WRITE_SET(
      "CreateUpdateHighCostDiskEncryptionSet3Min",
      100,
      "CreateUpdateHighCostDiskEncryptionSet30Min",
      300),
  DELETE_SET(
      "DeleteHighCostDiskEncryptionSet3Min", 200, "DeleteHighCostDiskEncryptionSet30Min", 500),
  GET_DISK("LowCostGet3Min", 15_000, "LowCostGet30Min", 120_000),
  LIST("HighCostGet3Min", 240, "HighCostGet30Min", 1920),
  POLL_DISK("GetOperation3Min", 50_000, "GetOperation30Min", 400_000),
  GET_MACHINE("LowCostGetSubscriptionMaximum", 24_000, "LowCostGetResource", 36),
  POLL_MACHINE("GetOperationResource", 45, "GetOperationSubscriptionMaximum", 15_000),
  PUT_MACHINE("PutVM3Min", 240, "PutVM30Min", 1200),
  UPDATE_MACHINE("UpdateVM3Min", 240, "UpdateVM30Min", 1200),
  DELETE_MACHINE("DeleteVM3Min", 240, "DeleteVM30Min", 1200),
  SUBSCRIPTION_INFO("GetSubscriptionInfo3Min", 360, "", 0),
  /** Answers that carry no such header. */
  UNTOLD("", 0, "", 0);

  private final String shortName;
  private final int shortLimit;
  private final String longName;
  private final int longLimit;

  RatePolicy(String shortName, int shortLimit, String longName, int longLimit) {
    this.shortName = shortName;
    this.shortLimit = shortLimit;
    this.longName = longName;
    this.longLimit = longLimit;
  }

  /** One of the limits of a policy. */
  record Limit(String name, int calls) {

    /** Buckets whose names tell no length are refilled to a third each minute (§2.6). */
    Bucket.Size size() {
      return Bucket.Size.window(calls, Duration.ofMinutes(name.endsWith("30Min") ? 30 : 3));
    }

    /** Whether each resource has a bucket of its own. */
    boolean ofOneResource() {
      return name.endsWith("Resource");
    }
  }

  /** In the order of the header. */
  List<Limit> limits() {
    var limits = new ArrayList<Limit>();
    if (!shortName.isEmpty()) {
      limits.add(new Limit(shortName, shortLimit));
    }
    if (!longName.isEmpty()) {
      limits.add(new Limit(longName, longLimit));
    }
    return limits;
  }
}
