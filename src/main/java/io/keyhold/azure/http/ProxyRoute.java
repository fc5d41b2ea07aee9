package io.keyhold.azure.http;

import java.io.IOException;
import java.net.Proxy.Type;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * https goes through the proxy, unless its host is one of the direct ones; everything else goes
 * direct, for the identity endpoint is plain http on this very machine. The SDK's own reading of
 * the environment does neither, so it is kept out (see {@link SharedHttp}).
 */
final class ProxyRoute extends ProxySelector {

  private static final List<java.net.Proxy> DIRECT = List.of(java.net.Proxy.NO_PROXY);

  private final Proxy proxy;
  private final List<java.net.Proxy> through;

  ProxyRoute(Proxy proxy) {
    this.proxy = proxy;
    this.through = List.of(new java.net.Proxy(Type.HTTP, proxy.address()));
  }

  @Override
  public List<java.net.Proxy> select(URI uri) {
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    return https && !proxy.passes(uri.getHost()) ? through : DIRECT;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The call itself fails with the same exception.
  }
}
