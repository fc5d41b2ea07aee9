package io.keyhold.local.fleet;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.network.Network;

/**
 * The networks of the sample fleet: one in its own region, with a subnet for the machines and one
 * for those that are restored beside them, and one in the region of the copies.
 */
public final class SampleNetworks {
  public static final String GROUP = "networks";

  /** The region that copies go to. */
  public static final String OTHER_REGION = "northeurope";

  /** The subnet of the fleet's own machines. */
  public static final String MACHINES = subnet("vnet-prod", "machines");

  /** The subnet for restored machines. */
  public static final String RESTORED = subnet("vnet-prod", "restored");

  /** The subnet for machines that are restored in the other region. */
  public static final String RESTORED_ELSEWHERE = subnet("vnet-other", "restored");

  private SampleNetworks() {}

  static void stage(Network network) {
    String near = make(network, "vnet-prod", SampleFleet.REGION, "10.10.0.0/16");
    network.subnet(near, "machines", "10.10.0.0/24");
    network.subnet(near, "restored", "10.10.1.0/24");
    String far = make(network, "vnet-other", OTHER_REGION, "10.20.0.0/16");
    network.subnet(far, "restored", "10.20.1.0/24");
  }

  private static String make(Network network, String name, String region, String prefix) {
    return network.network(LocalAzure.SUBSCRIPTION, GROUP, name, region, prefix);
  }

  private static String subnet(String network, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s/subnets/%s"
        .formatted(LocalAzure.SUBSCRIPTION, GROUP, network, name);
  }
}
