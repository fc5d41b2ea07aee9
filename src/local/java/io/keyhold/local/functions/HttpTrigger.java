package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/**
 * An HTTP function: its caller's request becomes an object under the binding's name. Keys of
 * authLevel are not asked for.
 */
final class HttpTrigger {
  private final FunctionJson function;
  private final Invoker invoker;
  private final InstantSource clock;

  HttpTrigger(FunctionJson function, Options options, Invoker invoker) {
    this.function = function;
    this.invoker = invoker;
    this.clock = options.clock();
  }

  FunctionJson function() {
    return function;
  }

  /** A function that fails gives its caller 500; one without an http output 204. */
  HttpReply answer(HttpCall call) throws InterruptedException {
    Envelope envelope =
        Envelope.of(function.trigger().name(), request(call), metadata(call), call.body().length);
    Invocation invocation = invoker.invoke(function, envelope, 0);
    return invocation.succeeded()
        ? invocation.reply().orElse(HttpReply.empty(204))
        : HttpReply.empty(500);
  }

  private static ObjectNode request(HttpCall call) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("Url", call.url());
    request.put("Method", call.method());
    request.set("Query", object(call.query()));
    ObjectNode headers = request.putObject("Headers");
    call.headers().forEach((name, values) -> values.forEach(headers.withArrayProperty(name)::add));
    request.set("Params", object(call.parameters()));
    request.putArray("Identities").add(anonymous());
    if (call.body().length > 0) {
      request.put(
          "Body", call.isBinary() ? Base64.getEncoder().encodeToString(call.body()) : call.text());
    }
    return request;
  }

  private static ObjectNode anonymous() {
    ObjectNode identity = JsonNodeFactory.instance.objectNode();
    identity.putNull("AuthenticationType");
    identity.put("IsAuthenticated", false);
    identity.putNull("Actor");
    identity.putNull("BootstrapContext");
    identity.putArray("Claims");
    identity.putNull("Label");
    identity.putNull("Name");
    identity.put("NameClaimType", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name");
    identity.put("RoleClaimType", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role");
    return identity;
  }

  private Metadata metadata(HttpCall call) {
    Metadata metadata = new Metadata().system(function.name(), clock.instant());
    if (call.body().length > 0 && !call.isBinary()) {
      metadata.members(call.text());
    }
    call.query()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("code")) {
                metadata.putText(name, value);
              }
            });
    call.parameters().forEach(metadata::putText);
    if (!metadata.has("Query")) {
      metadata.put("Query", object(call.query()));
    }
    if (!metadata.has("Headers")) {
      ObjectNode headers = JsonNodeFactory.instance.objectNode();
      call.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
      metadata.put("Headers", headers);
    }
    return metadata;
  }

  private static ObjectNode object(Map<String, String> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    values.forEach(object::put);
    return object;
  }
}
