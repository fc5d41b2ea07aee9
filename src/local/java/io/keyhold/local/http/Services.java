package io.keyhold.local.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Which service answers for which host names, and which of those names resolve at the moment. */
public final class Services {

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /**
   * A service for a name, or for all names below it.
   *
   * @param suffix a full host name, or one that begins with a dot
   * @param resolves whether a given host exists now; a vault that is deleted has no name any more
   */
  public record Entry(String suffix, Service service, Predicate<String> resolves) {
    boolean covers(String host) {
      return suffix.startsWith(".") ? host.endsWith(suffix) : host.equals(suffix);
    }
  }

  public void register(String suffix, Service service) {
    register(suffix, service, host -> true);
  }

  public void register(String suffix, Service service, Predicate<String> resolves) {
    entries.add(new Entry(suffix, service, resolves));
  }

  /** The service with the longest suffix that covers the host. */
  public Optional<Entry> find(String host) {
    return entries.stream()
        .filter(entry -> entry.covers(host))
        .max(Comparator.comparingInt(entry -> entry.suffix().length()));
  }
}
