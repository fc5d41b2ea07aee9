package io.keyhold.domain;

/**
 * What the extension of Azure Disk Encryption says about the content of the volumes; it alone knows
 * whether a volume is encrypted yet (azure-facts.md §1.2).
 */
public record AdeStatus(Content os, Content data) {

  /** The content of the OS volume, or of all data volumes together. */
  public enum Content {
    NOT_ENCRYPTED,
    ENCRYPTED,
    /** Encryption or decryption runs, or waits for a restart of the machine. */
    CHANGING,
    /** No volume was mounted, or the word is none that is documented: nothing is known. */
    NOT_SAID
  }
}
