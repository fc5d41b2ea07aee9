package io.keyhold.plan;

import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.util.ArrayList;
import java.util.List;

/** Opens a LUKS volume with cryptsetup (../shared/unlock.md §1, §3). */
final class Luks {

  private Luks() {}

  static List<Step> steps(Volume volume) {
    List<Step> steps = new ArrayList<>();
    steps.add(volume.several() ? findByKey(volume) : find());
    if (volume.ade() && volume.lun().isOs()) {
      steps.add(detachedHeader());
    } else if (volume.ade()) {
      steps.add(
          Step.say(
              "If no volume was found, its header is a file on the OS disk, named azureluksheader…"
                  + " under /var/lib/azure_disk_encryption_config: open the OS disk first, then set"
                  + " HEADER to that file and VOLUME to this disk."));
    }
    steps.add(
        Step.sh(
            Use.CHECK,
            "Check that the key opens the volume. This changes nothing.",
            "cryptsetup open --verbose --test-passphrase ${HEADER:+--header \"$HEADER\"} --key-file"
                + " "
                + volume.key()
                + " \"$VOLUME\""));
    if (volume.ade()) {
      steps.add(
          Step.sh(
              Use.OTHERWISE,
              "If the check refuses the key: the newer extension of Azure Disk Encryption does not"
                  + " publish how often it encodes the pass phrase. Decode once more, and check"
                  + " again.",
              "mv %1$s encoded && base64 -d encoded > %1$s".formatted(volume.key())));
    }
    steps.add(
        Step.sh(
            Use.OPEN,
            "Open it. Leave --readonly away once you are sure.",
            "cryptsetup open --readonly ${HEADER:+--header \"$HEADER\"} --key-file %s \"$VOLUME\" %s"
                .formatted(volume.key(), volume.opened())));
    steps.add(
        Step.sh(
            Use.MOUNT,
            "Mount it. If it holds a volume group and no file system: vgchange -ay, and mount the"
                + " logical volumes that lvs lists.",
            "mkdir -p /mnt/%1$s && mount -o ro /dev/mapper/%1$s /mnt/%1$s"
                .formatted(volume.opened())));
    return steps;
  }

  private static Step find() {
    return Step.sh(
        Use.FIND,
        "Find the LUKS volume: the disk itself, or one of its partitions. If several are listed,"
            + " set VOLUME to each in turn.",
        """
        VOLUME=; HEADER=
        for part in $(lsblk -nrpo NAME "$DISK"); do
          if cryptsetup isLuks "$part"; then echo "$part"; VOLUME=${VOLUME:-$part}; fi
        done
        echo "VOLUME=$VOLUME\"\
        """);
  }

  /** Nothing in a LUKS header names the secret, so that trying is the only match. */
  private static Step findByKey(Volume volume) {
    return Step.sh(
        Use.FIND,
        "Find the LUKS volume that this key opens; the disk has several.",
        """
        VOLUME=; HEADER=
        for part in $(lsblk -nrpo NAME "$DISK"); do
          if cryptsetup open --test-passphrase --key-file %s "$part" 2>/dev/null; then VOLUME=$part; fi
        done
        echo "VOLUME=$VOLUME\"\
        """
            .formatted(volume.key()));
  }

  private static Step detachedHeader() {
    return Step.sh(
        Use.FIND,
        "On an OS disk of Azure Disk Encryption the header is a file on the unencrypted boot"
            + " partition, and the volume is the largest partition without any signature.",
        """
        if [ -z "$VOLUME" ]; then
          mkdir -p boot
          for part in $(lsblk -nrpbo SIZE,NAME "$DISK" | sort -rn | cut -d ' ' -f 2); do
            if mount -o ro "$part" boot 2>/dev/null; then
              for file in boot/luks/osluksheader boot/boot/luks/osluksheader; do
                if [ -f "$file" ]; then cp "$file" header; HEADER=header; fi
              done
              umount boot
            elif ! blkid -p "$part" >/dev/null 2>&1; then
              VOLUME=${VOLUME:-$part}
            fi
          done
        fi
        echo "VOLUME=$VOLUME HEADER=$HEADER\"\
        """);
  }
}
