package io.keyhold.javaworker;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.OutputBinding;
import java.lang.annotation.Annotation;
import java.lang.invoke.WrongMethodTypeException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The method that function.json names, and how its parameters are found. */
record FunctionMethod(Class<?> type, Method method, Set<String> outputs) {

  static final String RETURN = "$return";
  private static final String ANNOTATIONS = "com.microsoft.azure.functions.annotation";

  static FunctionMethod of(JsonObject functionJson, ClassLoader loader)
      throws ClassNotFoundException {
    String entryPoint = functionJson.get("entryPoint").getAsString();
    int dot = entryPoint.lastIndexOf('.');
    Class<?> type = Class.forName(entryPoint.substring(0, dot), false, loader);
    List<Method> candidates =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getDeclaringClass() == type)
            .filter(method -> method.getName().equals(entryPoint.substring(dot + 1)))
            .toList();
    if (candidates.size() != 1) {
      throw new IllegalStateException(candidates.size() + " methods are named " + entryPoint);
    }
    Set<String> outputs = new TreeSet<>();
    for (JsonElement binding : functionJson.getAsJsonArray("bindings")) {
      if (binding.getAsJsonObject().get("direction").getAsString().equals("out")) {
        outputs.add(binding.getAsJsonObject().get("name").getAsString());
      }
    }
    return new FunctionMethod(type, candidates.getFirst(), outputs);
  }

  Object[] arguments(Call call) {
    Object[] arguments =
        Arrays.stream(method.getParameters()).map(one -> argument(one, call)).toArray();
    if (method.getReturnType() != void.class && outputs.contains(RETURN)) {
      call.output(RETURN);
    }
    return arguments;
  }

  private Object argument(Parameter parameter, Call call) {
    Optional<String> name = value(parameter, "name");
    if (OutputBinding.class.isAssignableFrom(parameter.getType())) {
      return name.filter(outputs::contains)
          .map(call::output)
          .orElseThrow(WrongMethodTypeException::new);
    }
    if (name.isPresent()) {
      JsonElement data = call.data(name.get());
      return parameter.getType() == HttpRequestMessage.class
          ? CallerRequest.of(data.getAsJsonObject(), parameter.getParameterizedType())
          : Given.of(data).as(parameter.getParameterizedType());
    }
    Optional<String> metadata = value(parameter, "value");
    if (metadata.isPresent()) {
      return call.metadata(metadata.get()).as(parameter.getParameterizedType());
    }
    if (parameter.getType() == ExecutionContext.class) {
      return call;
    }
    throw new WrongMethodTypeException(parameter.toString());
  }

  /** The member of an annotation of the package's own copy of the library, so by reflection. */
  private static Optional<String> value(Parameter parameter, String member) {
    return Arrays.stream(parameter.getAnnotations())
        .filter(one -> one.annotationType().getName().startsWith(ANNOTATIONS))
        .flatMap(one -> values(one, member))
        .findFirst();
  }

  private static Stream<String> values(Annotation annotation, String member) {
    return Arrays.stream(annotation.annotationType().getMethods())
        .filter(method -> method.getName().equals(member))
        .map(
            method -> {
              try {
                return (String) method.invoke(annotation);
              } catch (ReflectiveOperationException unreadable) {
                throw new IllegalStateException(unreadable);
              }
            });
  }
}
