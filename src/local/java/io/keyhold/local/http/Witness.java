package io.keyhold.local.http;

import java.util.ServiceLoader;

/**
 * Sees all that a local Azure is asked and answers, faults apart. Test runs bring one that holds
 * every call to the published interface; where none is brought, nothing is seen.
 */
public interface Witness {

  /** Switched on for a whole process, and not inherited by the processes that it starts. */
  String PROPERTY = "keyhold.witness";

  /** Makes one witness for each local Azure. */
  interface Source {
    Witness witness();
  }

  /** Called before the answer leaves, by many threads at once. */
  void saw(Request request, Response response);

  /** The local Azure has closed: throws what its test is to fail with. */
  void close();

  /** The one that the process brings, or one that sees nothing. */
  static Witness ofThisProcess() {
    return Boolean.getBoolean(PROPERTY)
        ? ServiceLoader.load(Source.class, Witness.class.getClassLoader())
            .findFirst()
            .map(Source::witness)
            .orElse(NOBODY)
        : NOBODY;
  }

  Witness NOBODY =
      new Witness() {
        @Override
        public void saw(Request request, Response response) {}

        @Override
        public void close() {}
      };
}
