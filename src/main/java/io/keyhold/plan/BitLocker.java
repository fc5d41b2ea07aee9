package io.keyhold.plan;

import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a BitLocker volume on Linux. Two programs are named, for each stops at volumes that the
 * other opens: dislocker 0.7 at key files of Windows 11, cryptsetup at volumes in conversion
 * (../shared/unlock.md §2). Both were tried on real volumes.
 */
final class BitLocker {

  private BitLocker() {}

  /** With a key file (.BEK). */
  static List<Step> withKeyFile(Volume volume) {
    List<Step> steps = new ArrayList<>();
    steps.add(find(volume));
    steps.add(check(volume));
    steps.add(
        Step.sh(
            Use.CHECK,
            "The same with dislocker, which is stopped on purpose after 64 KiB: NTFS means that the"
                + " first sector was decrypted.",
            """
            rm -f sectors; (ulimit -f 64; dislocker-file -f %s -V "$VOLUME" -- sectors) || true
            head -c 7 sectors | tail -c 4 | grep NTFS\
            """
                .formatted(volume.key())));
    steps.add(
        Step.sh(
            Use.OPEN,
            "Open it with dislocker. The open volume is the file dislocker-file in the folder"
                + " OPEN.",
            """
            OPEN=$(mktemp -d)
            dislocker -r -f %s -V "$VOLUME" -- "$OPEN"
            ls -l "$OPEN/dislocker-file\"\
            """
                .formatted(volume.key())));
    steps.add(
        Step.sh(
            Use.MOUNT,
            "Mount it.",
            "mkdir -p /mnt/%1$s && mount -o ro,loop \"$OPEN/dislocker-file\" /mnt/%1$s"
                .formatted(volume.opened())));
    steps.add(
        Step.sh(
            Use.OTHERWISE,
            "If dislocker does not open it: cryptsetup.",
            byCryptsetup(volume)
                + "\nmkdir -p /mnt/%1$s && mount -o ro /dev/mapper/%1$s /mnt/%1$s"
                    .formatted(volume.opened())));
    return steps;
  }

  /** With a recovery password or a pass phrase; cryptsetup reads either from a file. */
  static List<Step> withText(Volume volume) {
    return List.of(
        find(volume),
        check(volume),
        Step.sh(
            Use.OTHERWISE,
            "If the check refuses it and the secret holds a key file (.BEK) in base64: decode it,"
                + " and check again.",
            "mv %1$s encoded && base64 -d encoded > %1$s".formatted(volume.key())),
        Step.sh(Use.OPEN, "Open it.", byCryptsetup(volume)),
        Step.sh(
            Use.MOUNT,
            "Mount it.",
            "mkdir -p /mnt/%1$s && mount -o ro /dev/mapper/%1$s /mnt/%1$s"
                .formatted(volume.opened())),
        Step.sh(
            Use.OTHERWISE,
            "If cryptsetup does not open it: dislocker. It asks for the recovery password (-p) or"
                + " the pass phrase (-u); nothing of it belongs on the command line.",
            "OPEN=$(mktemp -d)\ndislocker -r -p -V \"$VOLUME\" -- \"$OPEN\""));
  }

  private static Step check(Volume volume) {
    return Step.sh(
        Use.CHECK,
        "Check that the key opens the volume. This changes nothing.",
        "cryptsetup open --verbose --type bitlk --test-passphrase --key-file "
            + volume.key()
            + " \"$VOLUME\"");
  }

  private static String byCryptsetup(Volume volume) {
    return "cryptsetup open --type bitlk --readonly --key-file %s \"$VOLUME\" %s"
        .formatted(volume.key(), volume.opened());
  }

  private static Step find(Volume volume) {
    return volume
        .protector()
        .map(
            guid ->
                Step.sh(
                    Use.FIND,
                    "Find the volume that the key is for: the secret is named after one of its"
                        + " protectors. If none has it, set VOLUME to the BitLocker volumes that"
                        + " are listed, in turn.",
                    """
                    VOLUME=
                    for part in $(lsblk -nrpo NAME "$DISK"); do
                      if [ "$(blkid -p -s TYPE -o value "$part")" = BitLocker ]; then
                        echo "$part"
                        if dislocker-metadata -V "$part" | grep -i %s; then VOLUME=$part; fi
                      fi
                    done
                    echo "VOLUME=$VOLUME\"\
                    """
                        .formatted(Quote.sh(guid))))
        .orElseGet(
            () ->
                Step.sh(
                    Use.FIND,
                    "Find the BitLocker volume. If several are listed, set VOLUME to each in turn.",
                    """
                    VOLUME=
                    for part in $(lsblk -nrpo NAME "$DISK"); do
                      if [ "$(blkid -p -s TYPE -o value "$part")" = BitLocker ]; then
                        echo "$part"; VOLUME=${VOLUME:-$part}
                      fi
                    done
                    echo "VOLUME=$VOLUME\"\
                    """));
  }
}
