package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A key or a secret with all its versions, the newest last.
 *
 * @param name as it was first written; names are compared without case
 * @param rotationPolicy what was put for a key, as it is answered
 */
record Named<V extends Version<V>>(
    String name, List<V> versions, Optional<JsonNode> rotationPolicy) {

  Named {
    versions = List.copyOf(versions);
  }

  static <V extends Version<V>> Named<V> first(String name, V version) {
    return new Named<>(name, List.of(version), Optional.empty());
  }

  /** The newest version, disabled or not: there is no fall-back to an older enabled one. */
  V newest() {
    return versions.getLast();
  }

  /** The version with this id, or the newest where the id is empty. */
  Optional<V> version(String id) {
    return id.isEmpty()
        ? Optional.of(newest())
        : versions.stream().filter(version -> version.id().equalsIgnoreCase(id)).findFirst();
  }

  /** Lists go by id, not by time. */
  List<V> byId() {
    return versions.stream().sorted(Comparator.comparing(Version::id)).toList();
  }

  Named<V> plus(V version) {
    var all = new ArrayList<>(versions);
    all.add(version);
    return new Named<>(name, all, rotationPolicy);
  }

  Named<V> changed(String id, UnaryOperator<V> change) {
    return new Named<>(
        name,
        versions.stream()
            .map(version -> version.id().equals(id) ? change.apply(version) : version)
            .toList(),
        rotationPolicy);
  }

  Named<V> withRotationPolicy(JsonNode policy) {
    return new Named<>(name, versions, Optional.of(policy));
  }
}
