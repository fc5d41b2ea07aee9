package io.keyhold.local.functions;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An HTTP function with its address. No methods means all of them. */
record Route(RouteTemplate template, List<String> methods, HttpTrigger trigger) {
  static final Comparator<Route> MOST_LITERAL_FIRST =
      Comparator.comparing(Route::template, RouteTemplate.MOST_LITERAL_FIRST);

  static Route of(HttpTrigger trigger, String prefix) {
    Binding binding = trigger.function().trigger();
    String route =
        binding.text("route").filter(text -> !text.isEmpty()).orElse(trigger.function().name());
    List<String> methods =
        binding.texts("methods").stream().map(method -> method.toUpperCase(Locale.ROOT)).toList();
    return new Route(RouteTemplate.of(prefix, route), methods, trigger);
  }

  /**
   * Another method is no match, so that its caller gets 404 as from the real host, which never says
   * 405.
   */
  static Optional<Match> find(Collection<Route> mostLiteralFirst, String method, String path) {
    for (Route route : mostLiteralFirst) {
      Optional<Map<String, String>> parameters =
          route.allows(method) ? route.template.match(path) : Optional.empty();
      if (parameters.isPresent()) {
        return Optional.of(new Match(route.trigger, parameters.get()));
      }
    }
    return Optional.empty();
  }

  record Match(HttpTrigger trigger, Map<String, String> parameters) {}

  private boolean allows(String method) {
    return methods.isEmpty() || methods.contains(method.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    String names = methods.isEmpty() ? "all" : String.join(",", methods);
    return "/" + template.text() + " [" + names + "] " + trigger.function().name();
  }
}
