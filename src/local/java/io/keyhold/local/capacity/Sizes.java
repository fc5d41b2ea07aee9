package io.keyhold.local.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All sizes, and where the subscription cannot have one. */
final class Sizes {

  private static final int[] CORES = {1, 2, 4, 8, 16, 32, 48, 64, 96};

  /** GiB for each vCPU, by family; four where nothing else is said. */
  private static final Map<Family, Integer> MEMORY =
      Map.of(Family.AV2, 2, Family.FSV2, 2, Family.ESV5, 8, Family.EBSV5, 8, Family.MS, 28);

  private final Map<String, Size> byName = new TreeMap<>();
  private final List<Restriction> restrictions = new ArrayList<>();

  /**
   * Where a size cannot be had.
   *
   * @param zone empty: in the whole region
   */
  record Restriction(String size, String location, Optional<String> zone) {}

  Sizes() {
    for (int cores : CORES) {
      add(Family.AV2, "Standard_A%d_v2", cores, 1, 8);
      add(Family.BS, "Standard_B%dms", cores, 2, 16);
      add(Family.DV3, "Standard_D%d_v3", cores, 2, 64);
      add(Family.DSV3, "Standard_D%ds_v3", cores, 2, 64);
      add(Family.DAV4, "Standard_D%da_v4", cores, 2, 96);
      add(Family.DSV5, "Standard_D%ds_v5", cores, 2, 96);
      add(Family.DDSV5, "Standard_D%dds_v5", cores, 2, 96);
      add(Family.DASV5, "Standard_D%das_v5", cores, 2, 96);
      add(Family.ESV5, "Standard_E%ds_v5", cores, 2, 96);
      add(Family.DSV6, "Standard_D%ds_v6", cores, 2, 96);
      add(Family.EBSV5, "Standard_E%dbs_v5", cores, 2, 64);
      add(Family.FSV2, "Standard_F%ds_v2", cores, 2, 64);
      add(Family.MS, "Standard_M%dms", cores, 8, 64);
      add(Family.DCASV5, "Standard_DC%das_v5", cores, 2, 96);
    }
    put(new Size("Standard_B1s", Family.BS, 1, 1));
    put(new Size("Standard_B2s", Family.BS, 2, 4));
    for (int step = 1; step <= 5; step++) {
      put(new Size("Standard_D" + step + "_v2", Family.DV2, 1 << (step - 1), 7 << (step - 1)));
      put(new Size("Standard_DS" + step + "_v2", Family.DSV2, 1 << (step - 1), 7 << (step - 1)));
    }
  }

  private void add(Family family, String form, int cores, int least, int most) {
    if (cores >= least && cores <= most) {
      put(new Size(form.formatted(cores), family, cores, cores * MEMORY.getOrDefault(family, 4)));
    }
  }

  private void put(Size size) {
    byName.put(size.name().toLowerCase(Locale.ROOT), size);
  }

  List<Size> all() {
    return List.copyOf(byName.values());
  }

  Optional<Size> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  void restrict(Restriction restriction) {
    restrictions.add(restriction);
  }

  List<Restriction> restrictions(String size, String location) {
    return restrictions.stream()
        .filter(one -> one.size().equalsIgnoreCase(size))
        .filter(one -> one.location().equalsIgnoreCase(location))
        .toList();
  }
}
