package io.keyhold.javaworker;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareChain;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareContext;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A package in its class loader, with what it brings for the worker's SPI. */
final class LoadedApp {

  private final ClassLoader loader;
  private final List<Middleware> middlewares = new ArrayList<>();
  private final FunctionInstanceInjector instances;
  private final Map<String, FunctionMethod> functions = new TreeMap<>();

  /**
   * @param app the unpacked package
   * @param annotations the worker's own copy of azure-functions-java-library, which is behind the
   *     package's jars
   */
  LoadedApp(Path app, Path annotations) throws IOException, ClassNotFoundException {
    Map<String, JsonObject> definitions = definitions(app);
    loader = new URLClassLoader(classPath(app, definitions, annotations));
    Thread.currentThread().setContextClassLoader(loader);
    ServiceLoader.load(Middleware.class).forEach(middlewares::add);
    middlewares.add((context, chain) -> execute((Call) context));
    Iterator<FunctionInstanceInjector> found =
        ServiceLoader.load(FunctionInstanceInjector.class).iterator();
    instances = found.next();
    if (found.hasNext()) {
      throw new IllegalStateException("the package has several FunctionInstanceInjectors");
    }
    for (Map.Entry<String, JsonObject> definition : definitions.entrySet()) {
      functions.put(definition.getKey(), FunctionMethod.of(definition.getValue(), loader));
    }
  }

  private static Map<String, JsonObject> definitions(Path app) throws IOException {
    Map<String, JsonObject> definitions = new TreeMap<>();
    try (Stream<Path> folders = Files.list(app)) {
      for (Path folder : folders.toList()) {
        Path file = folder.resolve("function.json");
        if (Files.exists(file)) {
          definitions.put(
              folder.getFileName().toString(),
              JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        }
      }
    }
    return definitions;
  }

  /** The jars that function.json names, then the folder lib beside them, then the worker's own. */
  private static URL[] classPath(Path app, Map<String, JsonObject> definitions, Path annotations)
      throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Map.Entry<String, JsonObject> definition : definitions.entrySet()) {
      String script = definition.getValue().get("scriptFile").getAsString();
      Path jar = app.resolve(definition.getKey()).resolve(script).normalize();
      if (!jars.contains(jar)) {
        jars.add(jar);
      }
    }
    try (Stream<Path> lib = Files.list(app.resolve("lib"))) {
      lib.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
    }
    jars.add(annotations);
    return jars.stream().map(LoadedApp::url).toArray(URL[]::new);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Runs a function; whatever it throws fails the invocation. */
  JsonObject invoke(Call call) throws Exception {
    Iterator<Middleware> rest = middlewares.iterator();
    MiddlewareChain chain =
        new MiddlewareChain() {
          @Override
          public void doNext(MiddlewareContext context) throws Exception {
            rest.next().invoke(context, this);
          }
        };
    chain.doNext(call);
    return call.answer();
  }

  private void execute(Call call) throws Exception {
    FunctionMethod function = functions.get(call.getFunctionName());
    try {
      Thread.currentThread().setContextClassLoader(loader);
      Object[] arguments = function.arguments(call);
      Object instance = instances.getInstance(function.type());
      call.updateReturnValue(function.method().invoke(instance, arguments));
    } finally {
      Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
    }
  }
}
