package io.keyhold.domain;

import java.util.Map;

/**
 * What a region has for a subscription (azure-facts.md §2.5). Nothing here throws {@link
 * CloudFailure}.
 */
public interface Capacity {

  /** What {@link #sku} calls a size of machines. */
  String MACHINES = "virtualMachines";

  /** What {@link #sku} calls a kind of disks. */
  String DISKS = "disks";

  /** Every quota of the compute provider by its name in lower case, such as {@code cores}. */
  Look<Map<String, Quota>> quotas(String subscription, String region);

  /**
   * @param type {@link #MACHINES} or {@link #DISKS}
   * @param name such as {@code Standard_D4s_v5} or {@code Premium_LRS}, compared without case
   */
  Look<Sku> sku(String subscription, String region, String type, String name);
}
