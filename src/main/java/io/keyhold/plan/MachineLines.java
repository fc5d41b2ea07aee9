package io.keyhold.plan;

import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.RecoveryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The az lines that build a machine around the restored disks: without a public address, and
 * deallocated as soon as it exists. Data disks are attached one by one, for only so does each get
 * the LUN that it had.
 */
final class MachineLines {

  private MachineLines() {}

  static void write(Page page, RecoveryPoint point) {
    page.section("4. A machine around them");
    page.say(
        "Not needed to get at the data: for that go on with section 5. Azure starts a new machine"
            + " at once, so it is deallocated before the data disks come.");
    MachineModel model = point.machine().orElseGet(MachineModel::none);
    if (point.disk(Lun.OS).isEmpty()) {
      page.say("This backup has no OS disk, so that there is no machine to build.");
      return;
    }
    cautions(page, point, model);
    page.sh(subnet(model));
    page.sh(
        "az network nic create --resource-group \"${GROUP:?}\" --name \"$PREFIX-nic\" \\\n"
            + "  --location \"$LOCATION\" --subnet \"${SUBNET:?}\"");
    page.sh(create(point, model));
    page.sh("az vm deallocate --resource-group \"$GROUP\" --name \"$PREFIX\"");
    for (DiskRecord disk : point.disks()) {
      if (!disk.lun().isOs()) {
        page.sh(attach(disk.lun(), model.disk(disk.lun())));
      }
    }
  }

  private static void cautions(Page page, RecoveryPoint point, MachineModel model) {
    List<String> cautions = new ArrayList<>();
    if (point.disks().stream().anyMatch(disk -> isAde(disk))) {
      cautions.add(
          "It starts only while Azure Disk Encryption exists, in the region and subscription of its"
              + " vault, with exactly the keys of section 2.");
    }
    if (!model.modelVolumes().isEmpty()) {
      cautions.add(
          "The old machine named its keys on itself (Azure Disk Encryption with an Entra"
              + " application). az vm create cannot say that of an attached disk: open the disks as"
              + " section 6 says.");
    }
    cautions.add(
        "It is the old machine once more: computer name, credentials and everything that it calls"
            + " at its start. Think of that before you start it beside the old one.");
    page.points(cautions);
  }

  private static boolean isAde(DiskRecord disk) {
    return disk.encryption().inGuest().word().equals("azureDiskEncryption");
  }

  private static String subnet(MachineModel model) {
    return "SUBNET=''   # FILL IN: the id of a subnet in $LOCATION"
        + model.nics().stream()
            .findFirst()
            .map(
                nic ->
                    "\n# where the old machine was, while its network interface exists:\n"
                        + "# az network nic show --ids "
                        + Quote.sh(nic.value())
                        + " --query 'ipConfigurations[0].subnet.id' -o tsv")
            .orElse("");
  }

  private static String create(RecoveryPoint point, MachineModel model) {
    List<String> options = new ArrayList<>();
    options.add("--resource-group \"$GROUP\" --name \"$PREFIX\" --location \"$LOCATION\"");
    options.add("${ZONE:+--zone \"$ZONE\"} --nics \"$PREFIX-nic\" --attach-os-disk \"$PREFIX-os\"");
    osType(point, model).ifPresent(os -> options.add("--os-type " + Quote.sh(os)));
    options.add(
        "--size "
            + model
                .size()
                .map(Quote::sh)
                .orElse("\"${SIZE:?set SIZE to a size of virtual machine}\""));
    MachineModel.Security security = model.security();
    security.type().ifPresent(type -> options.add("--security-type " + Quote.sh(type)));
    if (security.type().isPresent()) {
      options.add(
          "--enable-secure-boot " + security.secureBoot() + " --enable-vtpm " + security.vTpm());
    }
    if (security.encryptionAtHost()) {
      options.add("--encryption-at-host true");
    }
    model
        .diskController()
        .ifPresent(type -> options.add("--disk-controller-type " + Quote.sh(type)));
    model.licenseType().ifPresent(type -> options.add("--license-type " + Quote.sh(type)));
    if (model.ultraDisks()) {
      options.add("--ultra-ssd-enabled true");
    }
    model
        .plan()
        .ifPresent(
            plan ->
                options.add(
                    "--plan-name %s --plan-product %s --plan-publisher %s"
                        .formatted(
                            Quote.sh(plan.name()),
                            Quote.sh(plan.product()),
                            Quote.sh(plan.publisher()))));
    return "az vm create " + String.join(" \\\n  ", options);
  }

  private static Optional<String> osType(RecoveryPoint point, MachineModel model) {
    return model.osType().or(() -> point.disk(Lun.OS).flatMap(os -> os.traits().osType()));
  }

  private static String attach(Lun lun, Optional<MachineModel.DiskUse> use) {
    String line =
        "az vm disk attach --resource-group \"$GROUP\" --vm-name \"$PREFIX\" --name \"$PREFIX-%s\" \\\n  --lun %s"
            .formatted(lun.suffix(), lun.label());
    String caching =
        use.flatMap(MachineModel.DiskUse::caching)
            .map(mode -> " --caching " + Quote.sh(mode))
            .orElse("");
    boolean accelerated = use.filter(MachineModel.DiskUse::writeAccelerator).isPresent();
    return line + caching + (accelerated ? " --enable-write-accelerator" : "");
  }
}
