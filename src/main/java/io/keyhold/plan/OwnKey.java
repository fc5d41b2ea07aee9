package io.keyhold.plan;

import io.keyhold.domain.InGuest;
import io.keyhold.domain.Lun;
import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.util.ArrayList;
import java.util.List;

/** The steps for a disk that its owner encrypted. */
final class OwnKey {

  private OwnKey() {}

  static List<Step> inVault(InGuest.SelfManaged own, GuestSystem system, Lun lun) {
    Volume volume = Volume.alone(lun);
    return steps(
        List.of(Fetching.text(own.secret(), volume)),
        ManageBde.withSecret(own.secret()),
        system,
        volume);
  }

  static List<Step> keptElsewhere(InGuest.KeptElsewhere kept, GuestSystem system, Lun lun) {
    Volume volume = Volume.alone(lun);
    return steps(
        List.of(
            Step.say("Fetch the key from " + kept.where() + "."),
            Step.sh(
                Use.FETCH,
                "Type or paste it: it is not shown and does not get into the history. (Of a key"
                    + " file, make a copy under this name.)",
                "read -rs TYPED && printf '%s' \"$TYPED\" > " + volume.key() + "; unset TYPED")),
        ManageBde.asking(),
        system,
        volume);
  }

  private static List<Step> steps(
      List<Step> fetching, List<Step> onWindows, GuestSystem system, Volume volume) {
    List<Step> steps = new ArrayList<>();
    steps.add(Fetching.folder());
    steps.addAll(fetching);
    switch (system) {
      case LINUX -> steps.addAll(Luks.steps(volume));
      case WINDOWS -> steps.addAll(BitLocker.withText(volume));
      case UNKNOWN -> {
        steps.add(Looking.eitherWay());
        steps.addAll(Luks.steps(volume));
        steps.addAll(BitLocker.withText(volume));
      }
    }
    steps.add(Fetching.wipe());
    if (system != GuestSystem.LINUX) {
      steps.addAll(onWindows);
    }
    return steps;
  }
}
