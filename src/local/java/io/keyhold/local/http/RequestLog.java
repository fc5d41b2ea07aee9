package io.keyhold.local.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Every request that reached a service, in the order in which their answers were decided. A request
 * is written down before its answer leaves, so what a client does next always stands behind it.
 */
public final class RequestLog {

  private final List<Entry> entries = new ArrayList<>();

  /**
   * One request and what became of it.
   *
   * @param at by the local Azure's own clock
   * @param service the host suffix under which the service is registered
   * @param query the raw query, without the question mark
   * @param caller the client id of the token; empty without a valid one
   * @param status the status that was decided; 0 where a fault left the caller without an answer
   * @param facts what the service told about the call
   */
  public record Entry(
      Instant at,
      String service,
      String method,
      String host,
      String path,
      String query,
      String caller,
      int status,
      Map<String, String> facts) {

    public boolean succeeded() {
      return status >= 200 && status < 300;
    }
  }

  public synchronized void add(Entry entry) {
    entries.add(entry);
  }

  public synchronized List<Entry> all() {
    return List.copyOf(entries);
  }

  public List<Entry> matching(Predicate<Entry> wanted) {
    return all().stream().filter(wanted).toList();
  }

  public synchronized void clear() {
    entries.clear();
  }

  /** All entries, which are forgotten here: for whoever counts more than can be kept. */
  public synchronized List<Entry> drain() {
    var all = List.copyOf(entries);
    entries.clear();
    return all;
  }
}
