package io.keyhold.azure.signin;

import io.keyhold.domain.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose tokens are accepted. Apart from the other settings, for without these HTTP alone stops:
 * timers and queues go on.
 *
 * @param tenant id of the Entra tenant, in lower case
 * @param audience the application (client) id of Keyhold's Entra application, in lower case
 */
public record SignInSettings(String tenant, String audience) {

  public static final String TENANT = "KEYHOLD_TENANT";
  public static final String AUDIENCE = "KEYHOLD_AUDIENCE";

  private static final Pattern GUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** What came of reading the environment. */
  public sealed interface Reading {
    record Valid(SignInSettings settings) implements Reading {}

    /** All mistakes at once, each a sentence that begins with the setting's name. */
    record Invalid(List<String> mistakes) implements Reading {
      public Invalid {
        mistakes = List.copyOf(mistakes);
      }
    }
  }

  /** Only GUIDs: of a tenant's name another tenant may one day be the owner. */
  public static Reading read(Map<String, String> environment) {
    List<String> mistakes = new ArrayList<>();
    Optional<String> tenant = id(environment, TENANT, mistakes);
    Optional<String> audience = id(environment, AUDIENCE, mistakes);
    return tenant.isPresent() && audience.isPresent()
        ? new Reading.Valid(new SignInSettings(tenant.get(), audience.get()))
        : new Reading.Invalid(mistakes);
  }

  static boolean isId(String text) {
    return GUID.matcher(text).matches();
  }

  /** As an application's tokens name it, by id or by URI; version 2 has the first, 1 either. */
  boolean isAudience(String audienceOfToken) {
    String lower = audienceOfToken.toLowerCase(Locale.ROOT);
    return lower.equals(audience) || lower.equals(uri());
  }

  String uri() {
    return "api://" + audience;
  }

  private static Optional<String> id(
      Map<String, String> environment, String name, List<String> mistakes) {
    String value = environment.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
    if (isId(value)) {
      return Optional.of(value);
    }
    mistakes.add(value.isEmpty() ? name + " is not set" : name + " is no id: " + Text.shown(value));
    return Optional.empty();
  }
}
