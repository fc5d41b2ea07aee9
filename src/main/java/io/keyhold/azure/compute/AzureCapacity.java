package io.keyhold.azure.compute;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.UsageInner;
import io.keyhold.azure.arm.Reads;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Look;
import io.keyhold.domain.Quota;
import io.keyhold.domain.Sku;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Quotas and sizes, as the compute provider lists them for a region. */
public final class AzureCapacity implements Capacity {

  private final ComputeClients clients;

  public AzureCapacity(ComputeClients clients) {
    this.clients = clients;
  }

  @Override
  public Look<Map<String, Quota>> quotas(String subscription, String region) {
    return Reads.look(
        region,
        () ->
            clients.of(subscription).getUsages().list(region).stream()
                .filter(usage -> usage.name() != null && usage.name().value() != null)
                .collect(
                    Collectors.toMap(
                        AzureCapacity::name,
                        usage -> new Quota(usage.currentValue(), usage.limit()),
                        (first, again) -> first)));
  }

  private static String name(UsageInner usage) {
    return usage.name().value().toLowerCase(Locale.ROOT);
  }

  @Override
  public Look<Sku> sku(String subscription, String region, String type, String name) {
    return Reads.look(
        name,
        () ->
            clients
                .of(subscription)
                .getResourceSkus()
                .list("location eq '" + region + "'", null, Context.NONE)
                .stream()
                .filter(
                    sku ->
                        type.equalsIgnoreCase(sku.resourceType())
                            && name.equalsIgnoreCase(sku.name()))
                .findFirst()
                .map(sku -> SkuReading.of(sku, region))
                .orElse(null));
  }
}
