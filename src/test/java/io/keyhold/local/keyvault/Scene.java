package io.keyhold.local.keyvault;

import io.keyhold.local.http.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A vault in the state in which the real one was when it gave a recorded answer, and the exchange
 * with the names of this vault.
 */
record Scene(VaultFixture fixture, Exchange exchange, Caller caller) {

  private static final String AUDIENCE = "https://vault.azure.net";
  private static final Pattern CAPTION = Pattern.compile("([a-zA-Z-]+);location=([a-zA-Z0-9]+)");

  static Scene of(Exchange recorded) {
    var fixture = new VaultFixture(settings(recorded));
    var words = new LinkedHashMap<String, String>();
    words.put("{name}", recorded.object());
    new Setting(fixture, recorded, words).prepare();
    String host = fixture.vault.settings().host();
    for (String real : hosts(recorded)) {
      words.put(real, host);
    }
    return new Scene(fixture, recorded.replaced(words), caller(recorded));
  }

  private static Caller caller(Exchange recorded) {
    if (recorded.name().startsWith("no-token")) {
      return Caller.ANONYMOUS;
    }
    String audience =
        recorded.name().equals("wrong-audience") ? "https://management.azure.com/" : AUDIENCE;
    return new Caller(true, VaultFixture.CLIENT, audience);
  }

  private static VaultSettings settings(Exchange recorded) {
    var caption = CAPTION.matcher(recorded.response().toString());
    boolean named = caption.find();
    var settings =
        VaultSettings.of(named ? caption.group(1) : "kv-fidelity")
            .in(named ? caption.group(2) : "westus")
            .withSoftDeleteDays(7);
    boolean rbac =
        recorded.headers().containsKey("x-ms-keyvault-rbac-assignment-id")
            || recorded.response().toString().contains("ForbiddenByRbac");
    if (!rbac) {
      settings = settings.withAccessPolicies();
    }
    if (recorded.name().equals("purge-secret-in-protected-vault")) {
      settings = settings.protectedFromPurge();
    }
    return switch (recorded.name()) {
      case "wrong-issuer" -> settings.ofTenant("{tenant 1}");
      case "no-token-2026" -> settings.ofTenant("72f988bf-86f1-41af-91ab-2d7cd011db47");
      default -> settings;
    };
  }

  static List<String> hosts(Exchange recorded) {
    return Pattern.compile(
            "https://([a-zA-Z0-9_.-]+?(?:\\.vault\\.azure\\.net|fakevault\\.local)|fakevault\\.local)")
        .matcher(recorded.response().toString())
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }
}
