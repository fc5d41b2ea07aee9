package io.keyhold.local.arm;

import io.keyhold.local.capacity.Capacity;
import io.keyhold.local.capacity.Sku;
import io.keyhold.local.http.Response;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be had: {@code locations/L/usages} and {@code skus}. */
record CapacityCalls(Kernel kernel, Capacity capacity) {

  private static final String NAMESPACE = "Microsoft.Compute/";

  private static final Pattern LOCATION =
      Pattern.compile("\\s*location eq '([^']+)'\\s*", Pattern.CASE_INSENSITIVE);

  /** How many skus a page has. */
  private static final int PAGE = 1000;

  /** Whether a call is one of these. */
  static boolean fits(ArmCall call) {
    return call.path().group().isEmpty() && (isSkus(call) || isUsages(call));
  }

  private static boolean isSkus(ArmCall call) {
    return call.path().rest().size() == 1 && call.path().segment(0).equalsIgnoreCase("skus");
  }

  private static boolean isUsages(ArmCall call) {
    return call.path().rest().size() == 3
        && call.path().segment(0).equalsIgnoreCase("locations")
        && call.path().segment(2).equalsIgnoreCase("usages");
  }

  Response answer(ArmCall call) {
    ComputeProvider.demandMethod(call, "GET");
    return isSkus(call) ? skus(call) : usages(call);
  }

  private Response usages(ArmCall call) {
    call.demand(NAMESPACE + "locations/usages/read");
    var path = call.path();
    var usage = new Usage(kernel.store(), capacity);
    var location = path.segment(1).toLowerCase(Locale.ROOT);
    return Answers.json(200, new UsageList(usage, path.subscription(), location).body());
  }

  /** The only filter is {@code location eq '...'}. */
  private Response skus(ArmCall call) {
    call.demand(NAMESPACE + "skus/read");
    var location =
        call.request()
            .parameter("$filter")
            .map(LOCATION::matcher)
            .filter(Matcher::matches)
            .map(match -> match.group(1).toLowerCase(Locale.ROOT));
    return new Page(PAGE).of(call, capacity.skus(location), Sku::key, Sku::body);
  }
}
