package io.keyhold.local.arm;

import io.keyhold.local.http.Enforcement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The limits of ARM and of the compute provider, as token buckets (azure-facts.md §2.6): of each
 * principal and of all together in a subscription, and per policy in a subscription. The real ones
 * hold per region as well; here all regions share them. They are told by headers, and enforced on
 * request.
 */
public final class RateLimits {

  private static final int ALL_PRINCIPALS = 15;

  private final Enforcement enforcement = new Enforcement();
  private final Map<String, Bucket> buckets = new HashMap<>();
  private final Map<String, Used> used = new TreeMap<>();

  /** Whether they are enforced. */
  public Enforcement enforcement() {
    return enforcement;
  }

  /**
   * What was asked of a limit so far.
   *
   * @param calls those that were let through
   * @param refused those that were not
   */
  public record Used(String name, double capacity, double perSecond, long calls, long refused) {
    private Used and(Used more) {
      return new Used(name, capacity, perSecond, calls + more.calls, refused + more.refused);
    }
  }

  /** The limits that calls came to, but for those of single resources. */
  public synchronized List<Used> used() {
    return List.copyOf(used.values());
  }

  /** The rate limits that one call falls under, and what they leave after it. */
  record Counted(Map<String, String> headers) {
    static final Counted NOTHING = new Counted(Map.of());
  }

  /** A limit that a call has to pass. */
  private record Passing(String name, String key, Bucket.Size size) {}

  /** Counts a call for ARM itself; refuses it where the limits are enforced. */
  synchronized Counted manager(ArmCall call) {
    return count(call, managerLimits(call), List.of());
  }

  /** Counts it for its provider as well, which ARM has asked by then. */
  synchronized Counted provider(ArmCall call, RatePolicy policy, Counted before) {
    if (policy == RatePolicy.UNTOLD) {
      return before;
    }
    var limits =
        policy.limits().stream()
            .map(limit -> new Passing(limit.name(), key(call, limit), limit.size()))
            .toList();
    var after = count(call, List.of(), limits);
    var headers = new LinkedHashMap<>(before.headers());
    headers.putAll(after.headers());
    return new Counted(headers);
  }

  private Counted count(ArmCall call, List<Passing> manager, List<Passing> provider) {
    for (var limit : manager) {
      var bucket = now(call, limit);
      if (enforcement.on() && bucket.empty()) {
        note(limit, 0, 1);
        throw ArmFailure.tooMany(
            call, headers(call, manager, provider), bucket.secondsToNext(limit.size()));
      }
    }
    for (var limit : provider) {
      var bucket = now(call, limit);
      if (enforcement.on() && bucket.empty()) {
        note(limit, 0, 1);
        throw ArmFailure.tooManyForProvider(
            call,
            limit.name(),
            (int) limit.size().capacity(),
            headers(call, manager, provider),
            bucket.secondsToNext(limit.size()));
      }
    }
    manager.forEach(limit -> take(call, limit));
    provider.forEach(limit -> take(call, limit));
    return new Counted(headers(call, manager, provider));
  }

  private void take(ArmCall call, Passing limit) {
    buckets.put(limit.key(), now(call, limit).taken());
    note(limit, 1, 0);
  }

  private void note(Passing limit, int calls, int refused) {
    if (!limit.name().endsWith("Resource")) {
      var more =
          new Used(limit.name(), limit.size().capacity(), limit.size().perSecond(), calls, refused);
      used.merge(limit.key(), more, Used::and);
    }
  }

  private Bucket now(ArmCall call, Passing limit) {
    return buckets
        .getOrDefault(limit.key(), Bucket.full(limit.size(), call.now()))
        .refilled(limit.size(), call.now());
  }

  private Map<String, String> headers(ArmCall call, List<Passing> manager, List<Passing> provider) {
    var headers = new LinkedHashMap<String, String>();
    for (var limit : manager) {
      headers.put(
          "x-ms-ratelimit-remaining-subscription-" + limit.name(),
          Integer.toString(now(call, limit).left()));
    }
    if (!provider.isEmpty()) {
      headers.put(
          "x-ms-ratelimit-remaining-resource",
          String.join(
              ",",
              provider.stream()
                  .map(one -> "Microsoft.Compute/" + one.name() + ";" + now(call, one).left())
                  .toList()));
    }
    return headers;
  }

  private static List<Passing> managerLimits(ArmCall call) {
    record Budget(String kind, int calls, int perSecond) {}
    var budget =
        switch (call.method().toUpperCase(Locale.ROOT)) {
          case "GET", "HEAD" -> new Budget("reads", 250, 25);
          case "DELETE" -> new Budget("deletes", 200, 10);
          default -> new Budget("writes", 200, 10);
        };
    var subscription = call.path().subscription().toLowerCase(Locale.ROOT);
    return List.of(
        new Passing(
            budget.kind(),
            subscription + " " + call.identity().clientId() + " " + budget.kind(),
            new Bucket.Size(budget.calls(), budget.perSecond())),
        new Passing(
            "global-" + budget.kind(),
            subscription + " " + budget.kind(),
            new Bucket.Size(ALL_PRINCIPALS * budget.calls(), ALL_PRINCIPALS * budget.perSecond())));
  }

  private static String key(ArmCall call, RatePolicy.Limit limit) {
    var place = limit.ofOneResource() ? call.request().path() : call.path().subscription();
    return place.toLowerCase(Locale.ROOT) + " " + limit.name();
  }
}
