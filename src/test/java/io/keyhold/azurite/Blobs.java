package io.keyhold.azurite;

import io.keyhold.local.azure.LocalAzure;

/** Where the stages of this run of tests keep their blobs. */
public final class Blobs {

  /** The tag of tests that look at nothing in a blob, and are not repeated on Azurite. */
  public static final String ELSEWHERE = "not-in-a-blob";

  /** {@code azurite}, or absent for the local blob service. */
  private static final String PROPERTY = "keyhold.blobs";

  private Blobs() {}

  /** Whether the whole run is judged by Azurite. */
  public static boolean areJudged() {
    return System.getProperty(PROPERTY, "").equals("azurite");
  }

  /** These options, with the blobs where this run wants them, unless they say it themselves. */
  public static LocalAzure.Options chosen(LocalAzure.Options options) {
    return areJudged() && options.blobs().isEmpty()
        ? options.blobs(AzuriteAccount.create())
        : options;
  }
}
