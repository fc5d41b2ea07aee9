package io.keyhold.local.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;

/**
 * The policy document of the sample fleet: one policy, every night, keys unwrapped for the proof.
 */
final class SamplePolicy {
  static final String NAME = "daily";
  static final String SNAPSHOTS = "keyhold-snapshots";

  private SamplePolicy() {}

  static String document(String vault) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    ObjectNode policy = document.putArray("policies").addObject();
    policy.put("name", NAME).putArray("subscriptions").add(LocalAzure.SUBSCRIPTION);
    policy.putObject("schedule").put("cron", "0 2 * * *").put("zone", "Europe/Amsterdam");
    policy.putObject("snapshots").put("resourceGroup", SNAPSHOTS).put("networkAccess", "DenyAll");
    policy.putObject("keep").put("days", 30).put("atLeast", 3);
    ObjectNode keys = policy.putObject("keys");
    keys.putArray("allowedVaults").add(vault);
    keys.put("check", "unwrap").put("onUnavailable", "refuse");
    return document.toPrettyString();
  }
}
