package io.keyhold.plan;

import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings key files out of Key Vault (azure-facts.md §1.3). Key material goes through pipes and
 * files in memory, never over a command line, where the process list and the shell's history would
 * have it. The KEK unwraps by REST: {@code az keyvault key decrypt} is another operation, which a
 * KEK that may only wrap and unwrap refuses.
 */
final class Fetching {

  private static final String API = "?api-version=7.4";
  private static final String ALGORITHM =
      "\"tags.DiskEncryptionKeyEncryptionAlgorithm || 'RSA-OAEP'\"";

  private Fetching() {}

  /** A folder in memory that nobody else reads; the keys are in it until they are wiped. */
  static Step folder() {
    return Step.sh(
        Use.PREPARE,
        "As root, on a Linux machine with az, cryptsetup (2.4 or later) and, for BitLocker,"
            + " dislocker: make a folder in memory for the keys. DISK is where the disk is.",
        """
        umask 077
        KEYS=$(mktemp -d /dev/shm/keyhold.XXXXXXXX)
        cd "$KEYS"
        echo "${DISK:?set DISK first, for example DISK=/dev/disk/azure/scsi1/lun10}\"\
        """);
  }

  static Step wipe() {
    return Step.sh(
        Use.WIPE,
        "Wipe the keys as soon as the volume is open.",
        """
        find "$KEYS" -type f -exec shred -u {} +
        cd / && rm -rf "$KEYS\"\
        """);
  }

  /** The text of a secret, without the newline that az adds. */
  static Step text(KeyRef secret, Volume volume) {
    return Step.sh(
        Use.FETCH,
        "Fetch the secret; its text is the pass phrase or the recovery password.",
        "printf '%s' \"$(" + value(secret) + ")\" > " + volume.key());
  }

  /** The key file of a volume of Azure Disk Encryption. */
  static List<Step> keyFile(InGuest.Volume keys, Volume volume) {
    if (keys.kek().isEmpty()) {
      return List.of(
          Step.sh(
              Use.FETCH,
              "Fetch the BEK; the secret is its base64 form.",
              value(keys.bek()) + " | base64 -d > " + volume.key()));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.sh(
            Use.FETCH,
            "Fetch the wrapped BEK, and by which algorithm it is wrapped.",
            """
            ALG=$(%s)
            %s | tr '+/' '-_' | tr -d '=\\r\\n' > wrapped
            printf '{"alg":"%%s","value":"%%s"}' "$ALG" "$(cat wrapped)" > unwrap.json\
            """
                .formatted(show(keys.bek(), ALGORITHM), value(keys.bek()))));
    steps.add(
        Step.sh(
            Use.FETCH,
            "Let the KEK unwrap it. The answer is base64url without padding.",
            """
            az rest --method post --resource %s --url %s --body @unwrap.json --query value -o tsv \\
              | tr '_-' '/+' | awk '{ while (length($0) %% 4) $0 = $0 "="; print }' | base64 -d > %s\
            """
                .formatted(
                    Quote.sh(resource(keys.kek().get())),
                    Quote.sh(unwrap(keys.kek().get())),
                    volume.key())));
    return steps;
  }

  static String value(KeyRef secret) {
    return show(secret, "value");
  }

  static String powershellValue(KeyRef secret) {
    return powershellShow(secret, "value");
  }

  static String powershellAlgorithm(KeyRef secret) {
    return powershellShow(secret, ALGORITHM);
  }

  private static String show(KeyRef secret, String query) {
    return "az keyvault secret show --id %s --query %s -o tsv"
        .formatted(Quote.sh(secret.url()), query);
  }

  private static String powershellShow(KeyRef secret, String query) {
    return "az keyvault secret show --id %s --query %s -o tsv"
        .formatted(Quote.powershell(secret.url()), query);
  }

  static String unwrap(KeyRef kek) {
    return kek.url() + "/unwrapkey" + API;
  }

  /** Whose token the vault wants: its domain without its own name. */
  static String resource(KeyRef key) {
    return "https://" + key.host().substring(key.host().indexOf('.') + 1);
  }
}
