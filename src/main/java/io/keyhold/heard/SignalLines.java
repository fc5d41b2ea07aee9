package io.keyhold.heard;

import io.keyhold.domain.Signal;
import io.keyhold.domain.Signals;
import io.keyhold.json.Json;
import io.keyhold.json.SignalJson;
import java.util.function.Consumer;

/**
 * Each signal as one line of JSON. On standard output of a handler such a line becomes one trace of
 * the Functions host, in the category {@code Host.Function.Console} and unchanged: nothing stands
 * before it (azure-facts.md §5.3.4, §5.6).
 */
public final class SignalLines implements Signals {

  private final Consumer<String> out;

  /**
   * @param out writes a line whole, whatever other threads write
   */
  public SignalLines(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void say(Signal signal) {
    out.accept(Json.compact(SignalJson.of(signal)));
  }
}
