package io.keyhold.azure;

import io.keyhold.azure.http.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the function app's settings say about Azure (design.md, "No local door in the product"). The
 * identity endpoint's two variables are not among them: the identity library reads those itself.
 *
 * @param catalogue the storage account's blob endpoint, {@code https://<account>.blob.…}
 * @param policies where the policy document is; empty when not set, which stops backups only
 * @param proxy through which https leaves
 * @param caFile PEM certificates that are trusted besides the usual ones
 * @param httpTimeout of one request
 * @param clientId of the user-assigned identity; empty: the app's only one
 */
public record AzureSettings(
    URI catalogue,
    Optional<PolicyPlace> policies,
    Cloud cloud,
    Optional<Proxy> proxy,
    Optional<Path> caFile,
    Duration httpTimeout,
    Optional<String> clientId) {

  public static final String CATALOGUE = "KEYHOLD_CATALOGUE";
  public static final String POLICIES = "KEYHOLD_POLICIES";
  public static final String CLOUD = "KEYHOLD_CLOUD";
  public static final String CA_FILE = "KEYHOLD_CA_FILE";
  public static final String HTTP_TIMEOUT = "KEYHOLD_HTTP_TIMEOUT";
  public static final String CLIENT_ID = "AZURE_CLIENT_ID";
  public static final String HTTPS_PROXY = "HTTPS_PROXY";
  public static final String NO_PROXY = "NO_PROXY";

  public static final Duration DEFAULT_HTTP_TIMEOUT = Duration.ofSeconds(60);

  /** Where the policy document is. */
  public sealed interface PolicyPlace {
    record File(Path path) implements PolicyPlace {}

    record Blob(URI url) implements PolicyPlace {}
  }

  /** What came of reading the environment. */
  public sealed interface Reading {
    record Valid(AzureSettings settings) implements Reading {}

    /** All mistakes at once, each a sentence that begins with the setting's name. */
    record Invalid(List<String> mistakes) implements Reading {
      public Invalid {
        mistakes = List.copyOf(mistakes);
      }
    }
  }

  public static Reading read(Map<String, String> environment) {
    return new SettingsReader(environment).read();
  }
}
