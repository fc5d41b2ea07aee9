package io.keyhold.plan;

import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a BitLocker volume on Windows: a machine with the feature BitLocker and with az, in an
 * elevated PowerShell. A recovery password is given to the cmdlet and not to manage-bde, whose
 * command line everybody on the machine could read.
 */
final class ManageBde {

  private ManageBde() {}

  /** With the key file of Azure Disk Encryption. */
  static List<Step> withKeyFile(InGuest.Volume keys, Volume volume) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.powershell(
            Use.FETCH,
            "On Windows instead, in an elevated PowerShell: fetch the key file.",
            keys.kek().map(kek -> unwrapped(keys.bek(), kek)).orElseGet(() -> plain(keys.bek()))));
    steps.add(find());
    steps.add(
        Step.powershell(
            Use.CHECK,
            "Check that the volume has the protector that the key is for"
                + volume.protector().map(guid -> ", {" + guid + "}").orElse("")
                + ". This changes nothing.",
            "manage-bde -protectors -get $drive"));
    steps.add(Step.powershell(Use.OPEN, "Open it.", "manage-bde -unlock $drive -RecoveryKey $key"));
    steps.add(Step.powershell(Use.WIPE, "Remove the key file.", "Remove-Item -Force $key"));
    steps.add(
        Step.say(
            "Azure Disk Encryption unlocks a volume at every start; without it the volume has to be"
                + " decrypted (manage-bde -off) or given a protector of its own before a machine"
                + " starts from it."));
    return steps;
  }

  /** With what a secret says. */
  static List<Step> withSecret(KeyRef secret) {
    return List.of(
        find("On Windows instead, in an elevated PowerShell: which letter has the locked volume?"),
        protectors(),
        Step.powershell(
            Use.OPEN,
            "Open it with the recovery password.",
            "Unlock-BitLocker -MountPoint $drive -RecoveryPassword ("
                + Fetching.powershellValue(secret)
                + ")"),
        Step.powershell(
            Use.OTHERWISE,
            "If the secret is a pass phrase:",
            "Unlock-BitLocker -MountPoint $drive -Password (ConvertTo-SecureString -AsPlainText"
                + " -Force ("
                + Fetching.powershellValue(secret)
                + "))"));
  }

  /** With what a person types. */
  static List<Step> asking() {
    return List.of(
        find("On Windows instead, in an elevated PowerShell: which letter has the locked volume?"),
        protectors(),
        Step.powershell(
            Use.OPEN,
            "Open it with the recovery password.",
            "Unlock-BitLocker -MountPoint $drive -RecoveryPassword (Read-Host 'Recovery"
                + " password')"),
        Step.powershell(
            Use.OTHERWISE,
            "If it is a pass phrase: it is asked for.",
            "manage-bde -unlock $drive -Password"));
  }

  private static Step find() {
    return find("Which letter has the locked volume? Set $drive to it.");
  }

  private static Step find(String text) {
    return Step.powershell(Use.FIND, text, "manage-bde -status\n$drive = 'X:'");
  }

  private static Step protectors() {
    return Step.powershell(
        Use.CHECK,
        "Check that it is locked and what opens it. This changes nothing.",
        "manage-bde -protectors -get $drive");
  }

  private static String file(KeyRef bek) {
    return "$key = Join-Path $env:TEMP " + Quote.powershell(bek.name() + ".BEK") + "\n";
  }

  private static String plain(KeyRef bek) {
    return file(bek)
        + "[IO.File]::WriteAllBytes($key, [Convert]::FromBase64String(("
        + Fetching.powershellValue(bek)
        + ")))";
  }

  private static String unwrapped(KeyRef bek, KeyRef kek) {
    return file(bek)
        + """
        $body = Join-Path $env:TEMP 'unwrap.json'
        @{ alg = (%s); value = (%s) } | ConvertTo-Json -Compress | Set-Content -Encoding ascii $body
        $answer = az rest --method post --resource %s --url %s --body "@$body" --query value -o tsv
        $answer = $answer.Replace('-', '+').Replace('_', '/')
        $answer = $answer.PadRight([math]::Ceiling($answer.Length / 4) * 4, '=')
        [IO.File]::WriteAllBytes($key, [Convert]::FromBase64String($answer))
        Remove-Item $body\
        """
            .formatted(
                Fetching.powershellAlgorithm(bek),
                Fetching.powershellValue(bek),
                Quote.powershell(Fetching.resource(kek)),
                Quote.powershell(Fetching.unwrap(kek)));
  }
}
