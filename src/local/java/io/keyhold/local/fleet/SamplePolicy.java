package io.keyhold.local.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;

/**
 * The policy document of the sample fleet: every night, copied to the other region, keys unwrapped
 * for the proof. There are two policies, because copies under a customer's key are for disks that
 * are under one: a disk of Azure Disk Encryption cannot be (azure-facts.md §1.4).
 */
final class SamplePolicy {
  /** For machines whose disks are under the platform's key; copies are so, too. */
  static final String NAME = "daily";

  /** For machines whose disks are under a customer's key; copies are under that of their region. */
  static final String CUSTOMER_KEY = "daily-customer-key";

  static final String SNAPSHOTS = "keyhold-snapshots";
  static final String COPIES = "keyhold-copies";

  private SamplePolicy() {}

  /**
   * @param vault what tags may point to
   * @param set the id of the disk encryption set of the other region
   */
  static String document(String vault, String set) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    ArrayNode policies = document.putArray("policies");
    policy(policies, NAME, vault);
    policy(policies, CUSTOMER_KEY, vault).put("diskEncryptionSet", set);
    return document.toPrettyString();
  }

  /** Adds a policy and gives its copy target. */
  private static ObjectNode policy(ArrayNode to, String name, String vault) {
    ObjectNode policy = to.addObject();
    policy.put("name", name).putArray("subscriptions").add(LocalAzure.SUBSCRIPTION);
    policy.putObject("schedule").put("cron", "0 2 * * *").put("zone", "Europe/Amsterdam");
    policy.putObject("snapshots").put("resourceGroup", SNAPSHOTS).put("networkAccess", "DenyAll");
    ObjectNode copy =
        policy
            .putObject("copy")
            .put("region", SampleNetworks.OTHER_REGION)
            .put("resourceGroup", COPIES);
    policy.putObject("keep").put("days", 30).put("atLeast", 3);
    ObjectNode keys = policy.putObject("keys");
    keys.putArray("allowedVaults").add(vault);
    keys.put("check", "unwrap").put("onUnavailable", "refuse");
    return copy;
  }
}
