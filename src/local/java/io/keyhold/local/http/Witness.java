package io.keyhold.local.http;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Sees all that a local Azure is asked and answers, faults apart, and all that the handlers of a
 * local Functions host say. Test runs bring one that holds every call to the published interface,
 * and one that looks for key material; where none is brought, nothing is seen.
 */
public interface Witness {

  /** Switched on for a whole process, and not inherited by the processes that it starts. */
  String PROPERTY = "keyhold.witness";

  /** Makes one witness for each local Azure, and for each local host. */
  interface Source {
    Witness witness();
  }

  /** Called before the answer leaves, by many threads at once. */
  void saw(Request request, Response response);

  /**
   * A line of a host's log, or the answer of a function with its messages; by many threads at once.
   *
   * @param place where it stood, in words
   */
  default void heard(String place, String text) {}

  /** The local Azure or host has closed: throws what its test is to fail with. */
  void close();

  /** Those that the process brings, as one. */
  static Witness ofThisProcess() {
    return Boolean.getBoolean(PROPERTY)
        ? new Witnesses(
            ServiceLoader.load(Source.class, Witness.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .map(Source::witness)
                .toList())
        : new Witnesses(List.of());
  }

  Witness NOBODY = new Witnesses(List.of());
}
