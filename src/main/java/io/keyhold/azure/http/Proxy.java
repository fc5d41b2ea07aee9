package io.keyhold.azure.http;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy for https and the hosts that are reached without it.
 *
 * @param login for a proxy that asks who is there
 * @param direct host names in lower case, each standing for itself and everything below it
 */
public record Proxy(String host, int port, Optional<Login> login, List<String> direct) {

  /** Never shown: {@code toString} keeps the password to itself. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  public Proxy {
    direct = List.copyOf(direct);
  }

  /**
   * Reads {@code http://[user:password@]host:port} and a list of names as they are found in the
   * wild: with blanks, leading dots, stars, ports and capitals.
   */
  public static Optional<Proxy> parse(String url, String noProxy) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      return Optional.empty();
    }
    int port = uri.getPort() == -1 ? 80 : uri.getPort();
    return Optional.of(
        new Proxy(
            uri.getHost(),
            port,
            Optional.ofNullable(uri.getRawUserInfo()).map(Proxy::login),
            names(noProxy)));
  }

  private static Login login(String rawUserInfo) {
    int colon = rawUserInfo.indexOf(':');
    String user = colon < 0 ? rawUserInfo : rawUserInfo.substring(0, colon);
    String password = colon < 0 ? "" : rawUserInfo.substring(colon + 1);
    return new Login(decoded(user), decoded(password));
  }

  /** Percent-encoding only: a plus in a password is a plus. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<String> names(String noProxy) {
    return Arrays.stream(noProxy.split("[,;\\s]+"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .map(name -> name.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** True for a host that is reached without the proxy. */
  boolean passes(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return direct.stream()
        .anyMatch(known -> known.equals("*") || name.equals(known) || name.endsWith("." + known));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  Optional<Authenticator> authenticator() {
    return login.map(ProxyAuthenticator::new);
  }

  /** Answers the proxy, and nobody else: a server that asks for a password gets none. */
  private static final class ProxyAuthenticator extends Authenticator {
    private final Login login;

    ProxyAuthenticator(Login login) {
      this.login = login;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(login.user(), login.password().toCharArray())
          : null;
    }
  }
}
