package io.keyhold.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The URL of a Key Vault key or secret: a key object, or one of its versions.
 *
 * <p>Two references are equal when host, kind, name and version are, whatever their letters and
 * whether or not the port 443 was written; {@code written} keeps the text as Azure gave it, because
 * disks have to be sent it back unchanged (exchanges/README.md, "Key URLs").
 */
public record KeyRef(
    String host, Kind kind, String name, Optional<String> version, String written) {

  /** Keys wrap and unwrap; secrets hold a BEK or a pass phrase. */
  public enum Kind {
    KEY("keys"),
    SECRET("secrets");

    private final String segment;

    Kind(String segment) {
      this.segment = segment;
    }

    /** The first path segment of the object's URL. */
    public String segment() {
      return segment;
    }
  }

  private static final Set<String> VAULT_DOMAINS =
      Set.of(
          "vault.azure.net",
          "vault.azure.cn",
          "vault.usgovcloudapi.net",
          "managedhsm.azure.net",
          "managedhsm.azure.cn",
          "managedhsm.usgovcloudapi.net");
  private static final Pattern VAULT_NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}");
  private static final Pattern OBJECT_NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");
  private static final Pattern VERSION = Pattern.compile("[0-9a-fA-F]{32}");

  /**
   * Reads a URL such as {@code https://kv-prod.vault.azure.net/keys/kek/9f…}. Empty when it is not
   * https, names no vault of a known cloud, or is not the path of a key or secret.
   */
  public static Optional<KeyRef> parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
    if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      return Optional.empty();
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
      return Optional.empty();
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!isVault(host) || (uri.getPort() != -1 && uri.getPort() != 443)) {
      return Optional.empty();
    }
    return fromPath(host, List.of(uri.getRawPath().split("/")), url);
  }

  private static boolean isVault(String host) {
    int dot = host.indexOf('.');
    return dot > 0
        && VAULT_NAME.matcher(host.substring(0, dot)).matches()
        && VAULT_DOMAINS.contains(host.substring(dot + 1));
  }

  private static Optional<KeyRef> fromPath(String host, List<String> parts, String url) {
    if (parts.size() < 3 || parts.size() > 4 || !OBJECT_NAME.matcher(parts.get(2)).matches()) {
      return Optional.empty();
    }
    Optional<String> version = parts.size() == 4 ? Optional.of(parts.get(3)) : Optional.empty();
    if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.segment().equalsIgnoreCase(parts.get(1))) {
        return Optional.of(new KeyRef(host, kind, parts.get(2), version, url));
      }
    }
    return Optional.empty();
  }

  /** The vault's own name: the first label of its host. */
  public String vault() {
    return host.substring(0, host.indexOf('.'));
  }

  public boolean inManagedHsm() {
    return host.contains(".managedhsm.");
  }

  /** The same object with this version. */
  public KeyRef at(String exactVersion) {
    return new KeyRef(host, kind, name, Optional.of(exactVersion), object() + "/" + exactVersion);
  }

  /** The URL of the key object, without a version. */
  public String object() {
    return "https://" + host + "/" + kind.segment() + "/" + name;
  }

  /** The URL in its plain form: lower-case host, no port. */
  public String url() {
    return version.map(v -> object() + "/" + v).orElseGet(this::object);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRef that && url().equalsIgnoreCase(that.url());
  }

  @Override
  public int hashCode() {
    return url().toLowerCase(Locale.ROOT).hashCode();
  }

  @Override
  public String toString() {
    return url();
  }
}
