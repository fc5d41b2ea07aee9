package io.keyhold.campaign;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Text;
import io.keyhold.functions.UseCases;
import io.keyhold.json.EventJson;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The recovery points of a local Azure. */
final class Points {

  private Points() {}

  /** Every point whose slot is on the day that it is there now. */
  static List<RecoveryPoint> today(LocalAzure azure, UseCases useCases) {
    String day = PointId.prefix(azure.clock().instant()).substring(0, 8);
    return azure.blobs().container(LocalAzure.ACCOUNT, "points").list(day).stream()
        .map(blob -> new PointId(blob.substring(0, blob.indexOf('/'))))
        .distinct()
        .map(id -> useCases.points().find(id).orElseThrow())
        .toList();
  }

  /**
   * Every point, read off the stage without a call, so that no fault meant for an app is used up.
   */
  static List<RecoveryPoint> all(LocalAzure azure) {
    return azure.blobs().container(LocalAzure.ACCOUNT, "points").list("").stream()
        .map(blob -> new PointId(blob.substring(0, blob.indexOf('/'))))
        .distinct()
        .map(id -> one(azure, id))
        .toList();
  }

  /** One point, read in the same way; its chain of hashes is checked. */
  static RecoveryPoint one(LocalAzure azure, PointId id) {
    Container container = azure.blobs().container(LocalAzure.ACCOUNT, "points");
    List<Event> events = new ArrayList<>();
    Optional<String> last = Optional.empty();
    for (String name : container.list(id + "/0")) {
      byte[] bytes = container.read(name).orElseThrow();
      Event event = EventJson.read(id, bytes);
      if (!event.previous().equals(last)) {
        throw new BrokenChainException(id, name + " does not follow the event before it");
      }
      last = Optional.of(Text.sha256(bytes));
      events.add(event);
    }
    return RecoveryPoint.fold(id, events).orElseThrow();
  }
}
