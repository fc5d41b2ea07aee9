package io.keyhold.local.arm;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All compute resources, by id without case. Guarded by the lock of {@link Compute}. */
final class Store {

  /** How long the provider still knows that it deleted something; recorded: seconds. */
  private static final Duration SHADOW = Duration.ofSeconds(5);

  private final Map<String, Resource> resources = new TreeMap<>();
  private final Map<String, Set<String>> madeFrom = new HashMap<>();
  private final Map<String, Instant> deleted = new HashMap<>();

  Optional<Resource> find(ResourceId id) {
    return Optional.ofNullable(resources.get(id.key()));
  }

  Optional<Resource> find(String id) {
    return ResourceId.parse(id).flatMap(this::find);
  }

  void put(Resource resource) {
    resources.put(resource.id().key(), resource);
    resource
        .property("creationData.sourceUniqueId")
        .ifPresent(
            source ->
                madeFrom
                    .computeIfAbsent(source, first -> new LinkedHashSet<>())
                    .add(resource.id().key()));
    deleted.remove(resource.id().key());
  }

  void remove(ResourceId id, Instant at) {
    resources.remove(id.key());
    deleted.put(id.key(), at);
  }

  /** The resource, or the 404 that fits: the provider's for some seconds after a delete. */
  Resource get(ResourceId id, Instant now) {
    return find(id)
        .orElseThrow(
            () -> {
              var gone = deleted.get(id.key());
              return gone != null && now.isBefore(gone.plus(SHADOW))
                  ? ArmFailure.justDeleted(id)
                  : ArmFailure.unknown(id, Optional.empty());
            });
  }

  List<Resource> all() {
    return List.copyOf(resources.values());
  }

  /** What was made from the disk or snapshot with this unique id. */
  List<Resource> madeFrom(String uniqueId) {
    return madeFrom.getOrDefault(uniqueId, Set.of()).stream()
        .flatMap(key -> Optional.ofNullable(resources.get(key)).stream())
        .toList();
  }

  List<Resource> all(ComputeType type) {
    return resources.values().stream().filter(found -> found.id().type() == type).toList();
  }

  List<Resource> inSubscription(ComputeType type, String subscription) {
    return all(type).stream()
        .filter(found -> found.id().subscription().equalsIgnoreCase(subscription))
        .toList();
  }

  List<Resource> inGroup(ComputeType type, String subscription, String group) {
    return inSubscription(type, subscription).stream()
        .filter(found -> found.id().group().equalsIgnoreCase(group))
        .toList();
  }
}
