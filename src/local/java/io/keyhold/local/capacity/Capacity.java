package io.keyhold.local.capacity;

import java.util.List;
import java.util.Optional;

/**
 * What can be had and how much of it. Sets the stage too: lets a quota run out, or takes a size
 * away from a region or a zone.
 */
public final class Capacity {

  private final Sizes sizes = new Sizes();
  private final Quotas quotas = new Quotas();

  /**
   * Sets a quota.
   *
   * @param name as usages call it, such as {@code cores}, {@code standardDSv5Family} or {@code
   *     PremiumDiskCount}
   */
  public void quota(String subscription, String location, String name, int limit) {
    quotas.set(subscription, location, name, limit);
  }

  /** Takes a size away from a whole region. */
  public void restrict(String size, String location) {
    sizes.restrict(new Sizes.Restriction(size, location, Optional.empty()));
  }

  /** Takes a size away from one zone of a region. */
  public void restrict(String size, String location, String zone) {
    sizes.restrict(new Sizes.Restriction(size, location, Optional.of(zone)));
  }

  public static List<Family> families() {
    return List.of(Family.values());
  }

  public int limit(String subscription, String location, String name) {
    return quotas.limit(subscription, location, name);
  }

  public Optional<Size> size(String name) {
    return sizes.find(name);
  }

  /** The names of all sizes, as a refusal lists them. */
  public List<String> sizeNames() {
    return sizes.all().stream().map(Size::name).toList();
  }

  /** Whether a size can be had in a region, and there in a zone where one is named. */
  public boolean has(String size, String location, Optional<String> zone) {
    return sizes.restrictions(size, location).stream()
        .noneMatch(one -> one.zone().isEmpty() || one.zone().equals(zone));
  }

  /** Every sku, or those of one region, as ARM lists them. */
  public List<Sku> skus(Optional<String> location) {
    var regions = location.map(List::of).orElseGet(Regions::known);
    return new SkuList(sizes).in(regions);
  }
}
