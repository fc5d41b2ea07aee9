package io.keyhold.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.local.azure.LocalAzure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What there is in a local Azure of what Keyhold makes, and what nobody needs of it. */
final class Remains {

  /** The group that everything is restored into. */
  static final String GROUP = "restored";

  private static final Pattern SUCCEEDED = Pattern.compile("\"state\" *: *\"Succeeded\"");

  private final LocalAzure azure;
  private final List<String> wrongs = new ArrayList<>();

  private Remains(LocalAzure azure) {
    this.azure = azure;
  }

  /** Machines, network interfaces and disks in the group of restores, in an order to remove. */
  static List<String> made(LocalAzure azure) {
    String group = "/resourcegroups/" + GROUP + "/";
    return Stream.of(
            azure.compute().ids("virtualMachines"),
            azure.network().ids("networkInterfaces"),
            azure.compute().ids("disks"))
        .flatMap(List::stream)
        .filter(id -> id.toLowerCase(Locale.ROOT).contains(group))
        .toList();
  }

  /** Snapshots and copies that carry the point's id. */
  static List<String> of(LocalAzure azure, PointId point) {
    return azure.compute().ids("snapshots").stream()
        .filter(id -> id.contains(point.value()))
        .toList();
  }

  /**
   * Every snapshot, copy, disk, interface and machine that no point and no restore needs, and every
   * one that a point names and that is not there.
   */
  static List<String> wrongs(LocalAzure azure, List<RecoveryPoint> points) {
    Remains remains = new Remains(azure);
    remains.snapshots(points);
    remains.restored();
    return remains.wrongs;
  }

  private void snapshots(List<RecoveryPoint> points) {
    Set<String> needed = new HashSet<>();
    for (RecoveryPoint point : points) {
      if (point.state().canBeRestored()) {
        point.snapshots().forEach(one -> needed(needed, one.snapshot(), one.uniqueId()));
        point.copies().forEach(one -> needed(needed, one.copy(), one.uniqueId()));
      }
    }
    for (String id : azure.compute().ids("snapshots")) {
      if (!needed.contains(id.toLowerCase(Locale.ROOT))) {
        wrongs.add("nobody needs " + id);
      }
    }
  }

  private void needed(Set<String> needed, ArmId id, String uniqueId) {
    needed.add(id.value().toLowerCase(Locale.ROOT));
    Optional<String> there =
        azure.compute().find(id.value()).map(body -> body.at("/properties/uniqueId").asText());
    if (!there.equals(Optional.of(uniqueId))) {
      wrongs.add(id + " is recorded as " + uniqueId + " and is " + there);
    }
  }

  private void restored() {
    for (String id : made(azure)) {
      ObjectNode body = azure.compute().find(id).or(() -> azure.network().find(id)).orElseThrow();
      String restore = body.at("/tags/keyhold-restore").asText("none");
      boolean needed =
          azure
              .blobs()
              .container(LocalAzure.ACCOUNT, "work")
              .readText("restores/" + restore)
              .filter(text -> SUCCEEDED.matcher(text).find())
              .isPresent();
      if (!needed) {
        wrongs.add("no restore that succeeded made " + id);
      }
    }
  }
}
