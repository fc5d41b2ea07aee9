package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/**
 * What only the running machine can tell. A deallocated one tells nothing, which does not make it
 * unencrypted.
 *
 * @param silence why it could not be asked
 * @param ade what its extension of Azure Disk Encryption says
 * @param named the key references that the extension itself names (dual pass, azure-facts.md §1.2)
 */
public record GuestReport(
    Optional<String> silence, Optional<AdeStatus> ade, List<AdeVolume> named) {

  public GuestReport {
    named = List.copyOf(named);
  }

  /** The machine runs and no extension of Azure Disk Encryption has anything to say. */
  public static GuestReport nothing() {
    return new GuestReport(Optional.empty(), Optional.empty(), List.of());
  }

  public AdeStatus.Content content(Lun lun) {
    return ade.map(status -> lun.isOs() ? status.os() : status.data())
        .orElse(AdeStatus.Content.NOT_SAID);
  }
}
