package io.keyhold.domain;

import java.util.Locale;

/**
 * How the names of Azure regions are compared: one region is written {@code northeurope} and {@code
 * North Europe}, and the services answer either form (azure-facts.md §2.5).
 */
public final class Region {

  private Region() {}

  /** The region's name as Azure's own lists have it: lower case, without spaces. */
  public static String name(String written) {
    return written.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** True when both texts name one region. */
  public static boolean same(String one, String other) {
    return name(one).equals(name(other));
  }
}
