package io.keyhold.restore;

import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Lun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that open a restored disk with BitLocker or cryptsetup, without Azure Disk Encryption.
 * It names exact versions and holds no key material: the operator fetches it, under their own
 * rights.
 */
public record UnlockPlan(Lun lun, String scheme, List<Step> steps) {

  /** A step in words and, where there is one, the command for it. */
  public record Step(String text, Optional<String> command) {}

  public UnlockPlan {
    steps = List.copyOf(steps);
  }

  public static UnlockPlan of(DiskRecord disk) {
    return switch (disk.encryption().inGuest()) {
      case InGuest.Undeclared nothing ->
          plan(disk, "undeclared", List.of(say("Nothing was declared: attach the disk and look.")));
      case InGuest.KeptElsewhere kept ->
          plan(
              disk,
              "selfManaged",
              List.of(
                  say("Fetch the key from " + kept.where() + "."),
                  opening("key", disk.traits()).get(0),
                  opening("key", disk.traits()).get(1)));
      case InGuest.SelfManaged own -> plan(disk, "selfManaged", selfManaged(own, disk.traits()));
      case InGuest.AzureDiskEncryption ade ->
          plan(disk, "azureDiskEncryption", azureDiskEncryption(ade, disk.traits()));
      case InGuest.CloudLink cloudLink ->
          plan(
              disk,
              "cloudLink",
              List.of(
                  say(
                      "Let the CloudLink Center"
                          + cloudLink.center().map(name -> " " + name).orElse("")
                          + " accept the machine that gets this disk; it hands out the key. If the"
                          + " Center is lost, restore it from its backup and private key first.")));
      case InGuest.Unacceptable refused -> plan(disk, "unknown", List.of());
    };
  }

  private static UnlockPlan plan(DiskRecord disk, String scheme, List<Step> steps) {
    return new UnlockPlan(disk.lun(), scheme, steps);
  }

  private static List<Step> selfManaged(InGuest.SelfManaged own, Disk.DiskTraits traits) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        run(
            "Fetch the secret. Its text is the pass phrase or recovery password.",
            secret(own.secret()) + " | tr -d '\\n' > key"));
    steps.addAll(opening("key", traits));
    return steps;
  }

  private static List<Step> azureDiskEncryption(
      InGuest.AzureDiskEncryption ade, Disk.DiskTraits traits) {
    List<Step> steps = new ArrayList<>();
    for (InGuest.Volume volume : ade.volumes()) {
      if (volume.kek().isEmpty()) {
        steps.add(
            run(
                "Fetch the BEK; the secret is its base64 form.",
                secret(volume.bek()) + " | base64 -d > key"));
      } else {
        steps.add(run("Fetch the wrapped BEK.", secret(volume.bek()) + " | tr -d '\\n' > wrapped"));
        steps.add(
            run(
                "Let the KEK unwrap it.",
                "az rest --method post --resource https://vault.azure.net --url '"
                    + volume.kek().get().url()
                    + "/unwrapkey?api-version=7.4' --body \"{\\\"alg\\\":\\\"RSA-OAEP\\\","
                    + "\\\"value\\\":\\\"$(cat wrapped)\\\"}\" --query value -o tsv"
                    + " | tr -d '\\n' | tr '_-' '/+' | (cat; echo ==) | base64 -di > key"));
      }
      steps.addAll(opening("key", traits));
    }
    return steps;
  }

  private static String secret(KeyRef secret) {
    return "az keyvault secret show --id '" + secret.url() + "' --query value -o tsv";
  }

  /** First a check that changes nothing, then the opening itself. */
  private static List<Step> opening(String key, Disk.DiskTraits traits) {
    boolean windows = traits.osType().filter("Windows"::equalsIgnoreCase).isPresent();
    return windows
        ? List.of(
            run(
                "Check that the key opens the volume (on Linux, with dislocker).",
                "dislocker-metadata -V /dev/sdX1 && dislocker-file -f " + key + " -V /dev/sdX1"),
            run(
                "Open it on Windows; the key file needs the ending .BEK.",
                "manage-bde -unlock X: -RecoveryKey " + key + ".BEK"))
        : List.of(
            run(
                "Check that the key opens the volume.",
                "cryptsetup open --test-passphrase --key-file " + key + " /dev/sdX"),
            run("Open it.", "cryptsetup open --key-file " + key + " /dev/sdX restored"));
  }

  private static Step say(String text) {
    return new Step(text, Optional.empty());
  }

  private static Step run(String text, String command) {
    return new Step(text, Optional.of(command));
  }
}
