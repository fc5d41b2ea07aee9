package io.keyhold.local.functions;

import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of a handler: the app settings and what the host adds. PATH is empty unless the
 * environment is inherited, so that a handler that needs anything from it is found out.
 */
final class HandlerEnvironment {
  private HandlerEnvironment() {}

  static Map<String, String> of(Options options, String workerId, int port) {
    Map<String, String> environment = new TreeMap<>();
    if (options.inheritEnvironment()) {
      environment.putAll(System.getenv());
    } else {
      environment.put("PATH", "");
    }
    environment.put("FUNCTIONS_WORKER_RUNTIME", "custom");
    environment.putAll(options.appSettings());
    environment.put("FUNCTIONS_CUSTOMHANDLER_PORT", Integer.toString(port));
    environment.put("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", workerId);
    environment.put("FUNCTIONS_HTTPWORKER_PORT", Integer.toString(port));
    environment.put("FUNCTIONS_HTTPWORKER_ID", workerId);
    environment.put("FUNCTIONS_APP_ROOT_PATH", options.appDirectory().toString());
    return environment;
  }
}
