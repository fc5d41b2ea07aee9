package io.keyhold.javaworker;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A value that the host sends, converted as the worker does: {@code string} as it is, {@code json}
 * as its text, {@code bytes} into no String at all, but through JSON, which fails for most.
 */
record Given(Kind kind, String text) {

  static final Gson GSON = new Gson();

  /** The cases of the worker's TypedData that occur here. */
  enum Kind {
    NONE,
    STRING,
    JSON,
    BYTES
  }

  /**
   * A value as a custom handler gets it: a string is the JSON text of what the worker would get.
   */
  static Given of(JsonElement value) {
    if (!value.isJsonPrimitive()) {
      return new Given(Kind.JSON, value.toString());
    }
    String text = value.getAsString();
    try {
      JsonElement inner = JsonParser.parseString(text);
      boolean string = inner.isJsonPrimitive() && inner.getAsJsonPrimitive().isString();
      return string ? new Given(Kind.STRING, inner.getAsString()) : new Given(Kind.JSON, text);
    } catch (JsonSyntaxException plain) {
      return new Given(Kind.STRING, text);
    }
  }

  Object as(Type target) {
    if (target instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return kind == Kind.NONE
          ? Optional.empty()
          : Optional.ofNullable(as(generic.getActualTypeArguments()[0]));
    }
    if (target == String.class && kind != Kind.BYTES) {
      return text;
    }
    if (target == Long.class && kind == Kind.STRING) {
      return Long.valueOf(text);
    }
    return GSON.fromJson(text, target);
  }
}
