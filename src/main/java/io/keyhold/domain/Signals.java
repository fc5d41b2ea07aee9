package io.keyhold.domain;

/** Who is told what happened. It never throws: that nobody hears it undoes nothing. */
@FunctionalInterface
public interface Signals {

  void say(Signal signal);
}
