package io.keyhold.azure.arm;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The clients of one provider, one per subscription, each made when it is first asked for. */
public final class PerSubscription<C> {

  private final Function<String, C> maker;
  private final Map<String, C> clients = new ConcurrentHashMap<>();

  public PerSubscription(Function<String, C> maker) {
    this.maker = maker;
  }

  public C of(String subscription) {
    return clients.computeIfAbsent(subscription.toLowerCase(Locale.ROOT), maker);
  }

  /** The subscriptions that were asked for so far, in lower case. */
  public Collection<String> subscriptions() {
    return List.copyOf(clients.keySet());
  }
}
