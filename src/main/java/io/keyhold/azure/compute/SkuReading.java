package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.compute.models.ResourceSkuCapabilities;
import com.azure.resourcemanager.compute.models.ResourceSkuRestrictionInfo;
import com.azure.resourcemanager.compute.models.ResourceSkuRestrictions;
import com.azure.resourcemanager.compute.models.ResourceSkuRestrictionsType;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.Region;
import io.keyhold.domain.Sku;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Azure says about a size or a kind of disk in one region. */
final class SkuReading {

  private SkuReading() {}

  static Sku of(ResourceSkuInner sku, String region) {
    return new Sku(
        sku.name(),
        Optional.ofNullable(sku.family()).filter(family -> !family.isEmpty()),
        Values.list(sku.locationInfo()).stream()
            .filter(info -> Region.same(region, info.location()))
            .flatMap(info -> Values.list(info.zones()).stream())
            .distinct()
            .sorted()
            .toList(),
        restrictions(sku, ResourceSkuRestrictionsType.LOCATION).findAny().isPresent(),
        restrictions(sku, ResourceSkuRestrictionsType.ZONE)
            .map(ResourceSkuRestrictions::restrictionInfo)
            .flatMap(SkuReading::zones)
            .distinct()
            .sorted()
            .toList(),
        capabilities(sku));
  }

  private static Stream<ResourceSkuRestrictions> restrictions(
      ResourceSkuInner sku, ResourceSkuRestrictionsType type) {
    return Values.list(sku.restrictions()).stream()
        .filter(restriction -> type.equals(restriction.type()));
  }

  private static Stream<String> zones(ResourceSkuRestrictionInfo info) {
    return info == null ? Stream.empty() : Values.list(info.zones()).stream();
  }

  private static Map<String, String> capabilities(ResourceSkuInner sku) {
    return Values.list(sku.capabilities()).stream()
        .filter(one -> one.name() != null && one.value() != null)
        .collect(
            Collectors.toMap(
                ResourceSkuCapabilities::name,
                ResourceSkuCapabilities::value,
                (first, again) -> first));
  }
}
