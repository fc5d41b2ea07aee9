package io.keyhold.javaworker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One invocation: what came, what the function sets, and the lines that it writes into its log. */
final class Call implements MiddlewareContext {

  private final String function;
  private final String id;
  private final JsonObject envelope;
  private final Map<String, Output> outputs = new TreeMap<>();
  private final JsonArray lines = new JsonArray();
  private final Logger logger = Logger.getAnonymousLogger();

  Call(String function, String id, JsonObject envelope) {
    this.function = function;
    this.id = id;
    this.envelope = envelope;
    logger.setUseParentHandlers(false);
    logger.addHandler(new Lines());
  }

  /** The value of an input under the name of its binding. */
  JsonElement data(String binding) {
    return member("Data", binding, "matched parameter name");
  }

  /** A value of the route, which the worker has among the metadata, or of the metadata. */
  Given metadata(String name) {
    for (Map.Entry<String, JsonElement> input : envelope.getAsJsonObject("Data").entrySet()) {
      if (input.getValue().isJsonObject() && input.getValue().getAsJsonObject().has("Params")) {
        JsonObject params = input.getValue().getAsJsonObject().getAsJsonObject("Params");
        if (params.has(name)) {
          return new Given(Given.Kind.STRING, params.get(name).getAsString());
        }
      }
    }
    return Given.of(member("Metadata", name, "matched @BindingName"));
  }

  private JsonElement member(String part, String name, String what) {
    JsonElement value = envelope.getAsJsonObject(part).get(name);
    if (value == null) {
      throw new IllegalArgumentException("Cannot find " + what + " of customer function: " + name);
    }
    return value;
  }

  Output output(String binding) {
    return outputs.computeIfAbsent(binding, name -> new Output());
  }

  /** In the form of a custom handler. */
  JsonObject answer() {
    JsonObject named = new JsonObject();
    JsonObject answer = new JsonObject();
    outputs.forEach(
        (name, output) -> {
          boolean returned = name.equals(FunctionMethod.RETURN);
          (returned ? answer : named).add(returned ? "ReturnValue" : name, output.json());
        });
    answer.add("Outputs", named);
    answer.add("Logs", lines);
    return answer;
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return id;
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getParameterName(String annotation) {
    throw new UnsupportedOperationException("no middleware asks for a parameter");
  }

  @Override
  public Object getParameterValue(String name) {
    throw new UnsupportedOperationException("no middleware asks for a parameter");
  }

  @Override
  public void updateParameterValue(String name, Object value) {
    throw new UnsupportedOperationException("no middleware changes a parameter");
  }

  @Override
  public Object getReturnValue() {
    return output(FunctionMethod.RETURN).getValue();
  }

  @Override
  public void updateReturnValue(Object value) {
    if (outputs.containsKey(FunctionMethod.RETURN)) {
      output(FunctionMethod.RETURN).setValue(value);
    }
  }

  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
