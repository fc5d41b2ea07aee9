package io.keyhold.plan;

import io.keyhold.domain.AtRest;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Horizon;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.Lun;
import io.keyhold.domain.RecoveryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The steps that open a restored disk with BitLocker or cryptsetup, without Azure Disk Encryption.
 * It names exact versions and holds no key material: the operator fetches it, under their own
 * rights. The first step that uses the key on the disk is a check, which changes nothing.
 *
 * @param scheme how the disk is encrypted inside, see {@link InGuest#word}
 * @param remarks what must be known besides
 */
public record UnlockPlan(
    Lun lun, String scheme, Optional<Horizon> horizon, List<String> remarks, List<Step> steps) {

  public UnlockPlan {
    remarks = List.copyOf(remarks);
    steps = List.copyOf(steps);
  }

  /** What a step is for. */
  public enum Use {
    /** Something to know or to decide. */
    READ,
    PREPARE,
    /** Brings a key out of its vault. */
    FETCH,
    /** Finds the encrypted volume. */
    FIND,
    /** Shows that the key opens the volume, and changes nothing. */
    CHECK,
    OPEN,
    /** Makes the files of an opened volume visible. */
    MOUNT,
    /** Only when another step did not succeed. */
    OTHERWISE,
    /** Wipes the keys. */
    WIPE;

    /** As answers and kits write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What understands a command. */
  public enum Shell {
    BASH("bash"),
    POWERSHELL("powershell");

    private final String word;

    Shell(String word) {
      this.word = word;
    }

    /** As answers write it, and what Markdown calls the language. */
    public String word() {
      return word;
    }
  }

  /** A command of one or several lines. */
  public record Command(Shell shell, String text) {}

  /** A step in words and, where there is one, the command for it. */
  public record Step(Use use, String text, Optional<Command> command) {

    static Step say(String text) {
      return new Step(Use.READ, text, Optional.empty());
    }

    static Step sh(Use use, String text, String command) {
      return new Step(use, text, Optional.of(new Command(Shell.BASH, command)));
    }

    static Step powershell(Use use, String text, String command) {
      return new Step(use, text, Optional.of(new Command(Shell.POWERSHELL, command)));
    }
  }

  /** The plan for one of the point's disks. */
  public static UnlockPlan of(RecoveryPoint point, DiskRecord disk) {
    InGuest inGuest = disk.encryption().inGuest();
    return new UnlockPlan(
        disk.lun(),
        inGuest.word(),
        Horizon.of(inGuest),
        remarks(disk),
        steps(inGuest, GuestSystem.of(point, disk), disk.lun()));
  }

  private static List<String> remarks(DiskRecord disk) {
    List<String> remarks = new ArrayList<>();
    switch (disk.encryption().atRest()) {
      case AtRest.PlatformKey platform -> {}
      case AtRest.CustomerKey customer ->
          remarks.add(
              "Below the guest's own encryption the disk is encrypted by the disk encryption set "
                  + customer.set().value()
                  + ": without an enabled key in that set Azure neither attaches the disk nor lets"
                  + " it be read.");
    }
    if (disk.encryption().inGuest() instanceof InGuest.AzureDiskEncryption) {
      remarks.add(
          "How Azure Disk Encryption writes its secrets is known from its published sources and"
              + " documents; these steps have been tried on volumes that were built like its own.");
    }
    return remarks;
  }

  private static List<Step> steps(InGuest inGuest, GuestSystem system, Lun lun) {
    return switch (inGuest) {
      case InGuest.Undeclared nothing -> Looking.steps();
      case InGuest.KeptElsewhere kept -> OwnKey.keptElsewhere(kept, system, lun);
      case InGuest.SelfManaged own -> OwnKey.inVault(own, system, lun);
      case InGuest.AzureDiskEncryption ade -> AdeKey.steps(ade, system, lun);
      case InGuest.CloudLink cloudLink -> List.of(Step.say(cloudLink(cloudLink)));
      case InGuest.Unacceptable refused ->
          List.of(
              Step.say(
                  "What was declared could not be accepted: "
                      + refused.problem().detail()
                      + ". Nothing can be said about how the disk opens."));
    };
  }

  private static String cloudLink(InGuest.CloudLink cloudLink) {
    return "Let the CloudLink Center"
        + cloudLink.center().map(name -> " " + name).orElse("")
        + " accept the machine that gets this disk; it hands out the key. The Center may refuse a"
        + " machine in another network or region: look at its group's approved networks and"
        + " locations. If the Center is lost, restore it from its backup file and the private key"
        + " that belongs to it first, and unlock its vault.";
  }
}
