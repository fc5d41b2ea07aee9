package io.keyhold.azure;

import io.keyhold.azure.AzureSettings.PolicyPlace;
import io.keyhold.azure.AzureSettings.Reading;
import io.keyhold.azure.http.Proxy;
import io.keyhold.domain.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of one environment and collects what is wrong with them. */
final class SettingsReader {

  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,2}");

  private final Map<String, String> environment;
  private final List<String> mistakes = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  Reading read() {
    Cloud cloud = cloud();
    Optional<URI> catalogue = catalogue(cloud);
    Optional<PolicyPlace> policies = value(AzureSettings.POLICIES).flatMap(v -> place(v, cloud));
    Optional<Proxy> proxy = proxy();
    Optional<Path> caFile =
        value(AzureSettings.CA_FILE).flatMap(v -> absolute(AzureSettings.CA_FILE, v));
    Duration timeout = timeout();
    if (catalogue.isEmpty() || !mistakes.isEmpty()) {
      return new Reading.Invalid(mistakes);
    }
    return new Reading.Valid(
        new AzureSettings(
            catalogue.get(),
            policies,
            cloud,
            proxy,
            caFile,
            timeout,
            value(AzureSettings.CLIENT_ID)));
  }

  private Cloud cloud() {
    Optional<String> word = value(AzureSettings.CLOUD);
    Optional<Cloud> cloud = word.flatMap(Cloud::of);
    if (word.isPresent() && cloud.isEmpty()) {
      wrong(AzureSettings.CLOUD, word.get(), "is none of public, usgovernment, china");
    }
    return cloud.orElse(Cloud.PUBLIC);
  }

  private Optional<URI> catalogue(Cloud cloud) {
    Optional<String> value = value(AzureSettings.CATALOGUE);
    if (value.isEmpty()) {
      mistakes.add(AzureSettings.CATALOGUE + " is not set");
      return Optional.empty();
    }
    Optional<URI> url = blobUrl(value.get(), cloud).filter(u -> path(u).isEmpty());
    if (url.isEmpty()) {
      wrong(
          AzureSettings.CATALOGUE,
          value.get(),
          "is not of the form https://<account>" + cloud.blobSuffix());
    }
    return url;
  }

  private Optional<PolicyPlace> place(String value, Cloud cloud) {
    if (value.regionMatches(true, 0, "http", 0, 4)) {
      Optional<URI> url = blobUrl(value, cloud).filter(u -> path(u).indexOf('/') > 0);
      if (url.isEmpty()) {
        wrong(
            AzureSettings.POLICIES,
            withoutQuery(value),
            "is not the URL of a blob, https://<account>"
                + cloud.blobSuffix()
                + "/<container>/<blob>, without a query");
      }
      return url.map(PolicyPlace.Blob::new);
    }
    return absolute(AzureSettings.POLICIES, value).map(PolicyPlace.File::new);
  }

  private Optional<URI> blobUrl(String value, Cloud cloud) {
    try {
      URI url = new URI(value);
      String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
      boolean plain =
          url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
      boolean ours =
          host.endsWith(cloud.blobSuffix())
              && ACCOUNT
                  .matcher(host.substring(0, host.length() - cloud.blobSuffix().length()))
                  .matches();
      boolean https = "https".equalsIgnoreCase(url.getScheme());
      boolean port = url.getPort() == -1 || url.getPort() == 443;
      return plain && ours && https && port ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /** The path without its leading slash. */
  private static String path(URI url) {
    String path = Optional.ofNullable(url.getRawPath()).orElse("");
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private Optional<Proxy> proxy() {
    Optional<String> value =
        value(AzureSettings.HTTPS_PROXY)
            .or(() -> value(AzureSettings.HTTPS_PROXY.toLowerCase(Locale.ROOT)));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String direct =
        value(AzureSettings.NO_PROXY)
            .or(() -> value(AzureSettings.NO_PROXY.toLowerCase(Locale.ROOT)))
            .orElse("");
    Optional<Proxy> proxy = Proxy.parse(value.get(), direct);
    if (proxy.isEmpty()) {
      mistakes.add(
          AzureSettings.HTTPS_PROXY
              + " is not of the form http://[user:password@]host:port (the scheme is needed, and a"
              + " proxy that itself speaks TLS is not supported)");
    }
    return proxy;
  }

  private Duration timeout() {
    Optional<String> value = value(AzureSettings.HTTP_TIMEOUT);
    if (value.isEmpty()) {
      return AzureSettings.DEFAULT_HTTP_TIMEOUT;
    }
    if (!SECONDS.matcher(value.get()).matches()) {
      wrong(AzureSettings.HTTP_TIMEOUT, value.get(), "is not a number of seconds from 1 to 999");
      return AzureSettings.DEFAULT_HTTP_TIMEOUT;
    }
    return Duration.ofSeconds(Integer.parseInt(value.get()));
  }

  private Optional<Path> absolute(String name, String value) {
    try {
      Optional<Path> path = Optional.of(Path.of(value)).filter(Path::isAbsolute);
      if (path.isEmpty()) {
        wrong(name, value, "is not an absolute path");
      }
      return path;
    } catch (InvalidPathException malformed) {
      wrong(name, value, "is not a path");
      return Optional.empty();
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query) + "?…";
  }

  private void wrong(String name, String value, String what) {
    mistakes.add(name + " " + what + ": " + Text.shown(value));
  }
}
