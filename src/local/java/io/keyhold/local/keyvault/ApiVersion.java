package io.keyhold.local.keyvault;

import java.util.List;

/** A version of the data plane's API. Newer ones show more attributes of a key. */
record ApiVersion(String text, int rank) {

  private static final List<String> KNOWN =
      List.of(
          "2015-06-01",
          "2016-10-01",
          "7.0-preview",
          "7.0",
          "7.1-preview",
          "7.1",
          "7.2-preview",
          "7.2",
          "7.3-preview",
          "7.3",
          "7.4-preview.1",
          "7.4",
          "7.5-preview.1",
          "7.5",
          "7.6-preview.1",
          "7.6-preview.2",
          "7.6",
          "2025-06-01-preview",
          "2025-07-01",
          "2026-01-01-preview",
          "2026-03-01-preview");

  private static final String LATEST_STABLE = "2025-07-01";

  static ApiVersion of(String text) {
    int rank = KNOWN.indexOf(text);
    if (rank < 0) {
      throw VaultError.badParameter(
          "The specified version (%s) is not recognized. Consider using the latest supported version (%s)."
              .formatted(text, LATEST_STABLE));
    }
    return new ApiVersion(text, rank);
  }

  boolean showsRecoverableDays() {
    return since("7.1-preview");
  }

  boolean showsExportable() {
    return since("7.4-preview.1");
  }

  boolean showsHsmPlatform() {
    return since("7.5-preview.1");
  }

  boolean showsKeySize() {
    return since("2025-06-01-preview");
  }

  private boolean since(String first) {
    return rank >= KNOWN.indexOf(first);
  }
}
