package io.keyhold.plan;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The az lines that make disks of the snapshots, or of their copies in another region. */
final class RestoreLines {

  private RestoreLines() {}

  static void write(Page page, RecoveryPoint point) {
    page.section("3. Restore the disks");
    page.say("Sign in, and fill in what is empty:");
    page.sh(
        """
        az login
        az account set --subscription %s
        GROUP=''          # FILL IN: an existing resource group in that subscription
        PREFIX='rescue'   # the names of all that is made begin with it\
        """
            .formatted(Quote.sh(point.origin().machine().subscription())));
    page.say(
        "Nobody can read the new disks over the network until you allow it (section 5). A disk of"
            + " Azure Disk Encryption gets its encryption settings from the snapshot.");
    page.part("From the snapshots");
    page.sh(place(region(point), zone(point)));
    for (DiskRecord disk : point.disks()) {
      point
          .snapshot(disk.lun())
          .map(SnapshotRecord::snapshot)
          .ifPresent(snapshot -> page.sh(create(disk, snapshot, disk.encryption().atRest(), true)));
    }
    point.origin().policy().copy().ifPresent(target -> copies(page, point, target));
  }

  private static void copies(Page page, RecoveryPoint point, Policy.CopyTarget target) {
    if (point.copies().isEmpty()) {
      return;
    }
    page.part("Or from the copies in " + target.region());
    page.say(
        "A disk belongs to the region of its snapshot; keys of Azure Disk Encryption stay where"
            + " their vault is, and only a machine started under that service minds.");
    page.sh(place(target.region(), Optional.empty()));
    for (DiskRecord disk : point.disks()) {
      Optional<CopyRecord> copy = point.copy(disk.lun());
      copy.ifPresent(one -> page.sh(create(disk, one.copy(), one.atRest(), false)));
    }
  }

  private static String region(RecoveryPoint point) {
    return point.disks().stream().map(disk -> disk.traits().region()).findFirst().orElse("");
  }

  private static Optional<String> zone(RecoveryPoint point) {
    return point.disks().stream().flatMap(disk -> disk.traits().zone().stream()).findFirst();
  }

  private static String place(String region, Optional<String> zone) {
    return "LOCATION=%s\nZONE=%s".formatted(Quote.sh(region), Quote.sh(zone.orElse("")));
  }

  private static String create(DiskRecord disk, ArmId source, AtRest atRest, boolean sameZone) {
    Disk.DiskTraits traits = disk.traits();
    List<String> options = new ArrayList<>();
    options.add("--resource-group \"${GROUP:?}\" --name \"$PREFIX-" + disk.lun().suffix() + "\"");
    options.add("--location \"$LOCATION\" --source " + Quote.sh(source.value()));
    traits.sku().ifPresent(sku -> options.add("--sku " + Quote.sh(sku)));
    traits
        .zone()
        .filter(zone -> sameZone)
        .ifPresent(zone -> options.add("--zone " + Quote.sh(zone)));
    traits.osType().ifPresent(os -> options.add("--os-type " + Quote.sh(os)));
    traits
        .generation()
        .ifPresent(generation -> options.add("--hyper-v-generation " + Quote.sh(generation)));
    traits.securityType().ifPresent(type -> options.add("--security-type " + Quote.sh(type)));
    switch (atRest) {
      case AtRest.PlatformKey platform -> {}
      case AtRest.CustomerKey customer ->
          options.add(
              "--encryption-type "
                  + (customer.doubled()
                      ? "EncryptionAtRestWithPlatformAndCustomerKeys"
                      : "EncryptionAtRestWithCustomerKey")
                  + " --disk-encryption-set "
                  + Quote.sh(customer.set().value()));
    }
    options.add("--network-access-policy DenyAll --public-network-access Disabled");
    return "az disk create " + String.join(" \\\n  ", options);
  }
}
