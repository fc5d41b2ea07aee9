package io.keyhold.plan;

import io.keyhold.domain.AtRest;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** What a kit tells in tables: the disks with their snapshots and copies, and the keys. */
final class KitTables {

  private KitTables() {}

  static void disks(Page page, RecoveryPoint point) {
    page.section("1. Disks");
    page.table(
        List.of("Disk", "Bytes", "At rest", "Inside", "Snapshot", "Copy"),
        point.disks().stream().map(disk -> row(point, disk)).toList());
  }

  private static List<String> row(RecoveryPoint point, DiskRecord disk) {
    return List.of(
        Quote.markdown(Kit.title(disk.lun())) + ": " + Quote.code(disk.disk().value()),
        Long.toString(disk.sizeBytes()),
        atRest(disk.encryption().atRest()),
        Quote.markdown(disk.encryption().inGuest().word()),
        point.snapshot(disk.lun()).map(snapshot -> snapshot(disk, snapshot)).orElse("none"),
        point.copy(disk.lun()).map(copy -> copy(point, copy)).orElse("none"));
  }

  private static String snapshot(DiskRecord disk, SnapshotRecord snapshot) {
    return Quote.code(snapshot.snapshot().value())
        + " in "
        + Quote.markdown(disk.traits().region());
  }

  private static String copy(RecoveryPoint point, CopyRecord copy) {
    return Quote.code(copy.copy().value())
        + point
            .origin()
            .policy()
            .copy()
            .map(target -> " in " + Quote.markdown(target.region()))
            .orElse("")
        + ", "
        + atRest(copy.atRest());
  }

  private static String atRest(AtRest atRest) {
    return switch (atRest) {
      case AtRest.PlatformKey platform -> "the platform's key";
      case AtRest.CustomerKey customer ->
          "the set "
              + Quote.code(customer.set().value())
              + (customer.doubled() ? ", with the platform's key" : "");
    };
  }

  static void keys(Page page, RecoveryPoint point) {
    page.section("2. Keys");
    List<Dependency> needed = point.dependencies();
    if (needed.isEmpty()) {
      page.say("Nothing is needed but the platform's own keys, as far as anybody declared.");
      return;
    }
    page.say("Needed, for as long as this backup is to be opened:");
    page.table(
        List.of("What", "Exact version", "Vault", "For"),
        needed.stream().map(KitTables::row).toList());
    page.say("What was found, and when:");
    page.table(
        List.of("Key", "Version", "Found", "At"),
        point.verdicts().stream().map(KitTables::row).toList());
  }

  private static List<String> row(Dependency dependency) {
    return switch (dependency) {
      case Dependency.ExactSecret one -> row(one.secret(), "the guest's encryption");
      case Dependency.ExactKey one ->
          row(one.kek(), "unwrapping the secret " + Quote.code(one.bek().name()));
      case Dependency.EncryptionSet one ->
          List.of(Quote.code(one.set().value()), "the set's current key", "", "encryption at rest");
      case Dependency.CloudLink one ->
          List.of(
              Quote.markdown("CloudLink Center " + one.center().orElse("(not named)")),
              "",
              "",
              "the guest's encryption");
      case Dependency.Elsewhere one ->
          List.of(Quote.markdown(one.where()), "", "", "the guest's encryption");
    };
  }

  private static List<String> row(KeyRef key, String use) {
    return List.of(
        Quote.code(key.object()),
        key.version().map(Quote::code).orElse("none was named"),
        Quote.code(key.vault()),
        use);
  }

  private static List<String> row(Verdict verdict) {
    String problems =
        verdict.finding().problems().stream()
            .map(Problem::detail)
            .map(detail -> ": " + detail)
            .collect(Collectors.joining());
    return List.of(
        Quote.code(verdict.key()),
        verdict.version().map(Quote::code).orElse(""),
        Quote.markdown(verdict.finding().word() + problems),
        verdict.checkedAt().toString());
  }
}
