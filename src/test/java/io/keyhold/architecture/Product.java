package io.keyhold.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/**
 * What ships: the classes of src/main, without the tests and without src/local, which is compiled
 * with them.
 */
public final class Product implements ImportOption {
  private static final Pattern SHIPS = Pattern.compile(".*/target/(java-worker/)?classes/.*");

  @Override
  public boolean includes(Location location) {
    return location.matches(SHIPS);
  }
}
