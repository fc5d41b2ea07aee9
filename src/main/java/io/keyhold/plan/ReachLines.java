package io.keyhold.plan;

/**
 * How the bytes of a restored disk are reached: attached to a machine, which its network rules do
 * not hinder, or downloaded, which they have to be opened for.
 */
final class ReachLines {

  private ReachLines() {}

  static void write(Page page) {
    page.section("5. Reach a disk");
    page.say("Section 6 sets NAME, disk by disk. Take one of the two ways.");
    page.part("Attached to a Linux machine");
    page.say(
        "Any Linux machine in the disk's region, and in its zone if it has one. It must exist"
            + " already: Azure refuses a disk with encryption settings as a data disk of a new"
            + " one.");
    page.sh(
        """
        RESCUE_GROUP=''   # FILL IN: the machine's resource group
        RESCUE=''         # FILL IN: the machine's name
        az vm disk attach --resource-group "${RESCUE_GROUP:?}" --vm-name "${RESCUE:?}" --lun 10 \\
          --name "$(az disk show --resource-group "$GROUP" --name "$NAME" --query id -o tsv)\"\
        """);
    page.say("Then, on that machine (with an NVMe controller lsblk shows which device is new):");
    page.sh("DISK=/dev/disk/azure/scsi1/lun10");
    page.say("And when you are done, before the next disk:");
    page.sh(
        "az vm disk detach --resource-group \"$RESCUE_GROUP\" --vm-name \"$RESCUE\" --name"
            + " \"$NAME\"");
    page.part("Downloaded");
    page.say(
        "For as long as the download takes the disk may be read by whoever has its address; the"
            + " address is not shown. The file is a fixed VHD: the disk, and 512 bytes.");
    page.sh(
        """
        az disk update --resource-group "$GROUP" --name "$NAME" \\
          --network-access-policy AllowAll --public-network-access Enabled
        SAS=$(az disk grant-access --resource-group "$GROUP" --name "$NAME" \\
          --access-level Read --duration-in-seconds 86400 --query 'accessSas || accessSAS' -o tsv)
        printf 'url = "%s"\\n' "$SAS" | curl --fail --silent --show-error --config - --output "$NAME.vhd"
        unset SAS
        az disk revoke-access --resource-group "$GROUP" --name "$NAME"
        az disk update --resource-group "$GROUP" --name "$NAME" \\
          --network-access-policy DenyAll --public-network-access Disabled\
        """);
    page.say("Then, as root on the machine that has the file:");
    page.sh("DISK=$(losetup --read-only --partscan --find --show \"$NAME.vhd\")");
  }
}
