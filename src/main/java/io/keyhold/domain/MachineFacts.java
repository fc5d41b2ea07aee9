package io.keyhold.domain;

import java.util.Optional;

/**
 * What a machine shows besides its disks and their keys (azure-facts.md §1.0).
 *
 * @param ephemeralOsDisk the name of an OS disk that lives on the host and ends with the machine;
 *     it is not among the machine's disks
 * @param encryptionAtHost whether the host encrypts caches and temporary disks
 * @param securityType such as {@code ConfidentialVM}
 * @param cloudLinkCenter the server that the extension of CloudLink SecureVM is set to
 */
public record MachineFacts(
    Optional<String> ephemeralOsDisk,
    boolean encryptionAtHost,
    Optional<String> securityType,
    GuestReport guest,
    Optional<String> cloudLinkCenter) {

  /** A running machine about which there is nothing more to say. */
  public static MachineFacts none() {
    return new MachineFacts(
        Optional.empty(), false, Optional.empty(), GuestReport.nothing(), Optional.empty());
  }
}
