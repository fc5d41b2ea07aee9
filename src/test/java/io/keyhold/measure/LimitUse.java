package io.keyhold.measure;

import io.keyhold.local.azure.LocalAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run asked of one limit, in the local Azure's own time.
 *
 * @param burst calls that the full bucket takes at once
 */
record LimitUse(String name, double burst, double perSecond, long calls, long refused) {

  static List<LimitUse> of(LocalAzure azure) {
    List<LimitUse> all = new ArrayList<>();
    azure
        .limits()
        .used()
        .forEach(
            use ->
                all.add(
                    new LimitUse(
                        use.name(), use.capacity(), use.perSecond(), use.calls(), use.refused())));
    azure
        .vaults()
        .used()
        .forEach(
            use ->
                all.add(
                    new LimitUse(
                        "vault-" + use.vault() + "-" + use.limit().replace(' ', '-'),
                        use.inTenSeconds(),
                        use.inTenSeconds() / 10.0,
                        use.calls(),
                        use.refused())));
    return all;
  }

  /** The least time in which the limit alone lets so many calls through, in seconds. */
  double bound() {
    return Math.max(0, (calls - burst) / perSecond);
  }

  String line() {
    return String.format(Locale.ROOT, "%s %.3f %.6f %d %d", name, burst, perSecond, calls, refused);
  }

  static LimitUse parse(String line) {
    String[] parts = line.split(" ");
    return new LimitUse(
        parts[0],
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]));
  }
}
