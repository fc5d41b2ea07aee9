package io.keyhold.campaign;

import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.functions.UseCases;
import io.keyhold.local.azure.LocalAzure;
import java.util.List;

/** The recovery points of a local Azure. */
final class Points {

  private Points() {}

  /** Every point whose slot is on the day that it is there now. */
  static List<RecoveryPoint> today(LocalAzure azure, UseCases useCases) {
    return of(azure, useCases, PointId.prefix(azure.clock().instant()).substring(0, 8));
  }

  static List<RecoveryPoint> all(LocalAzure azure, UseCases useCases) {
    return of(azure, useCases, "");
  }

  private static List<RecoveryPoint> of(LocalAzure azure, UseCases useCases, String prefix) {
    return azure.blobs().container(LocalAzure.ACCOUNT, "points").list(prefix).stream()
        .map(blob -> new PointId(blob.substring(0, blob.indexOf('/'))))
        .distinct()
        .map(id -> useCases.points().find(id).orElseThrow())
        .toList();
  }
}
