package io.keyhold.fake;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Signal;
import io.keyhold.domain.SignalKind;
import io.keyhold.domain.Signals;
import io.keyhold.json.SignalJson;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was said. */
public final class RecordingSignals implements Signals {

  private final List<Signal> said = new CopyOnWriteArrayList<>();

  @Override
  public void say(Signal signal) {
    said.add(signal);
  }

  public List<Signal> said() {
    return List.copyOf(said);
  }

  /** Those of one kind, in order. */
  public <T extends Signal> List<T> said(Class<T> kind) {
    return said.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The names, in order. */
  public List<String> names() {
    return said.stream().map(Signal::kind).map(SignalKind::text).toList();
  }

  /** As they stand in the log. */
  public List<JsonNode> lines() {
    return said.stream().<JsonNode>map(SignalJson::of).toList();
  }

  public void forget() {
    said.clear();
  }
}
