package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Why something was stopped, by what stopped it and not by whom it stopped: a thousand machines
 * behind one disabled key have one cause.
 *
 * @param kind what it is about
 * @param where what exactly: {@code <vault>/keys/<name>/<version>}, the name of a vault, the id of
 *     a set; empty where the reason alone says what belongs together
 * @param vault the vault's name, of a key, a secret or a vault
 * @param key the URL of the key object, or the id of the set, that was checked
 * @param version the version that was checked
 * @param result the word of the verdict; empty where no key was checked
 * @param recoverableUntil when a deleted key is gone for good
 * @param stopsMachine true for a key of Azure Disk Encryption that the running machine could not
 *     get again
 */
public record Cause(
    Kind kind,
    String where,
    Optional<String> vault,
    Optional<String> key,
    Optional<String> version,
    Optional<String> result,
    Problem problem,
    Optional<Instant> recoverableUntil,
    boolean stopsMachine) {

  /** What a cause is about. */
  public enum Kind {
    KEY("key"),
    SECRET("secret"),
    VAULT("vault"),
    DISK_ENCRYPTION_SET("diskEncryptionSet"),
    ELSEWHERE("elsewhere"),
    MACHINE("machine"),
    CLOUD("cloud"),
    SETUP("setup");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What stands behind several machines' stops is the same when this is. */
  public String group() {
    return subject() + ":" + problem.code().text();
  }

  /** What is in trouble, whatever the trouble is. */
  public String subject() {
    return where.isEmpty() ? kind.word() : kind.word() + ":" + where;
  }

  public String remedy() {
    return Urgency.remedy(stopsMachine, problem);
  }
}
