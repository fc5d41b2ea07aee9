package io.keyhold.plan;

import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.util.List;

/** What to do where nobody said what is on a disk. */
final class Looking {

  private Looking() {}

  static List<Step> steps() {
    return List.of(
        Step.say(
            "Nothing was visible and nothing was declared about the inside of this disk. That is"
                + " not the same as unencrypted: look."),
        Step.sh(
            Use.FIND,
            "List what is on it. BitLocker and crypto_LUKS are encrypted volumes; a file system"
                + " mounts as it is. A partition without any type may be a LUKS volume whose header"
                + " is a file elsewhere.",
            """
            for part in $(lsblk -nrpo NAME "${DISK:?set DISK first, for example DISK=/dev/disk/azure/scsi1/lun10}"); do
              echo "$part $(blkid -p -s TYPE -o value "$part")"
            done\
            """),
        Step.say(
            "If it is encrypted, its owner has the key: ask, and declare it by the tag keyhold-key"
                + " for the next backups."));
  }

  static Step eitherWay() {
    return Step.say(
        "Whether a Windows or a Linux machine used this disk is not known: the steps with LUKS are"
            + " for Linux, those with BitLocker for Windows. Only one of them finds a volume.");
  }
}
