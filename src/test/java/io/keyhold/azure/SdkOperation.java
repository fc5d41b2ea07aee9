package io.keyhold.azure;

import com.azure.core.annotation.BodyParam;
import com.azure.core.annotation.Delete;
import com.azure.core.annotation.Get;
import com.azure.core.annotation.Head;
import com.azure.core.annotation.Post;
import com.azure.core.annotation.Put;
import com.azure.core.annotation.ReturnValueWireType;
import com.azure.core.annotation.UnexpectedResponseExceptionType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One operation of the SDK that Keyhold's adapters cause: a method of one of its service
 * interfaces, in all the forms that the SDK has of it.
 */
record SdkOperation(Class<?> service, String name) {

  private static final List<String> FORMS =
      List.of("", "Sync", "NoCustomHeaders", "NoCustomHeadersSync");

  static SdkOperation of(String service, String name) {
    try {
      SdkOperation operation = new SdkOperation(Class.forName(service), name);
      if (operation.methods().findAny().isEmpty()) {
        throw new IllegalArgumentException(service + " has no operation " + name);
      }
      return operation;
    } catch (ClassNotFoundException moved) {
      throw new IllegalArgumentException("the SDK has no " + service + " any more", moved);
    }
  }

  private Stream<Method> methods() {
    return Arrays.stream(service.getDeclaredMethods())
        .filter(method -> FORMS.stream().anyMatch(form -> method.getName().equals(name + form)));
  }

  /** The SDK's own types among bodies, answers, headers and errors. */
  Set<String> types() {
    Set<String> types = new TreeSet<>();
    methods().forEach(method -> collect(method, types));
    return types;
  }

  private static void collect(Method method, Set<String> types) {
    collect(method.getGenericReturnType(), types);
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BodyParam.class)) {
        collect(parameter.getParameterizedType(), types);
      }
    }
    ReturnValueWireType wire = method.getAnnotation(ReturnValueWireType.class);
    if (wire != null) {
      collect(wire.value(), types);
    }
    for (UnexpectedResponseExceptionType error :
        method.getAnnotationsByType(UnexpectedResponseExceptionType.class)) {
      collect(error.value(), types);
      collect(valueOf(error.value()), types);
    }
  }

  /** What an exception's body is read into: the narrowest type of its getValue. */
  private static Type valueOf(Class<?> exception) {
    return Arrays.stream(exception.getMethods())
        .filter(method -> method.getName().equals("getValue") && !method.isBridge())
        .map(Method::getReturnType)
        .findFirst()
        .orElseThrow();
  }

  private static void collect(Type type, Set<String> types) {
    switch (type) {
      case Class<?> plain -> collectClass(plain, types);
      case ParameterizedType generic -> {
        collect(generic.getRawType(), types);
        Stream.of(generic.getActualTypeArguments()).forEach(one -> collect(one, types));
      }
      case WildcardType wild ->
          Stream.of(wild.getUpperBounds()).forEach(one -> collect(one, types));
      default -> {}
    }
  }

  /** Responses, streams and the JDK's types are plumbing; of azure-core, errors are models. */
  private static void collectClass(Class<?> type, Set<String> types) {
    String name = type.getName();
    boolean model = name.startsWith("com.azure.") && !name.startsWith("com.azure.core.");
    if (model
        || name.startsWith("com.azure.core.exception.")
        || name.startsWith("com.azure.core.management.exception.")) {
      types.add(name);
    }
  }

  /** True when a request with this method and path can be this operation. */
  boolean makes(String verb, String path) {
    return methods().anyMatch(method -> template(method, verb).map(path::matches).orElse(false));
  }

  private static Optional<String> template(Method method, String verb) {
    String template =
        switch (verb) {
          case "GET" -> value(method.getAnnotation(Get.class));
          case "PUT" -> value(method.getAnnotation(Put.class));
          case "POST" -> value(method.getAnnotation(Post.class));
          case "HEAD" -> value(method.getAnnotation(Head.class));
          case "DELETE" -> value(method.getAnnotation(Delete.class));
          default -> null;
        };
    return Optional.ofNullable(template)
        .filter(text -> !text.equals("{nextLink}"))
        .map(text -> text.startsWith("/") ? text : "/" + text)
        .map(text -> text.replace("{parentResourcePath}", ".*")) // of any number of segments
        .map(text -> text.replaceAll("\\{[^}]+}", "[^/]*"))
        .map(text -> "(?i)" + text + "/?");
  }

  private static String value(Get get) {
    return get == null ? null : get.value();
  }

  private static String value(Put put) {
    return put == null ? null : put.value();
  }

  private static String value(Post post) {
    return post == null ? null : post.value();
  }

  private static String value(Head head) {
    return head == null ? null : head.value();
  }

  private static String value(Delete delete) {
    return delete == null ? null : delete.value();
  }
}
