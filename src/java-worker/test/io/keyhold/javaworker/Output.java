package io.keyhold.javaworker;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.microsoft.azure.functions.OutputBinding;

/**
 * An output and its value; one that was not set is sent as null, of which the host makes nothing.
 */
final class Output implements OutputBinding<Object> {

  private Object value;

  @Override
  public Object getValue() {
    return value;
  }

  @Override
  public void setValue(Object newValue) {
    this.value = newValue;
  }

  JsonElement json() {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof CallerResponse response) {
      JsonObject json = new JsonObject();
      json.addProperty("statusCode", response.getStatusCode());
      json.add("headers", Given.GSON.toJsonTree(response.headers()));
      json.add("body", text(response.getBody()));
      return json;
    }
    return text(value);
  }

  private static JsonElement text(Object content) {
    return content instanceof String string
        ? new JsonPrimitive(string)
        : Given.GSON.toJsonTree(content);
  }
}
