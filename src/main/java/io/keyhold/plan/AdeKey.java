package io.keyhold.plan;

import io.keyhold.domain.InGuest;
import io.keyhold.domain.Lun;
import io.keyhold.plan.UnlockPlan.Step;
import java.util.ArrayList;
import java.util.List;

/** The steps for a disk of Azure Disk Encryption, volume by volume. */
final class AdeKey {

  private AdeKey() {}

  static List<Step> steps(InGuest.AzureDiskEncryption ade, GuestSystem system, Lun lun) {
    List<Step> steps = new ArrayList<>();
    steps.add(Fetching.folder());
    List<Step> onWindows = new ArrayList<>();
    boolean several = ade.volumes().size() > 1;
    int number = 0;
    for (InGuest.Volume keys : ade.volumes()) {
      Volume volume = Volume.ade(lun, ++number, several, keys.bek().name());
      steps.addAll(Fetching.keyFile(keys, volume));
      switch (system) {
        case LINUX -> steps.addAll(Luks.steps(volume));
        case WINDOWS -> steps.addAll(BitLocker.withKeyFile(volume));
        case UNKNOWN -> {
          steps.add(Looking.eitherWay());
          steps.addAll(Luks.steps(volume));
          steps.addAll(BitLocker.withKeyFile(volume));
        }
      }
      if (system != GuestSystem.LINUX) {
        onWindows.addAll(ManageBde.withKeyFile(keys, volume));
      }
    }
    steps.add(Fetching.wipe());
    steps.addAll(onWindows);
    return steps;
  }
}
