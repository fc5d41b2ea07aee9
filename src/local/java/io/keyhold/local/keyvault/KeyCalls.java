package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only keys are asked. */
record KeyCalls(VaultSettings vault, Shelf<KeyVersion> shelf, InstantSource clock) {

  Response create(Call call) {
    var body = Json.body(call.request().body());
    return add(call.name(), KeyMaterial.generate(body), body, operations(body), call.api());
  }

  Response importKey(Call call) {
    var body = Json.body(call.request().body());
    var key = Json.object(body, "key").orElseThrow(() -> VaultError.required("key"));
    return add(call.name(), KeyMaterial.of(key), body, operations(key), call.api());
  }

  /**
   * The newest version too is answered when it is disabled: reading a key's public half is free.
   */
  Response get(Call call) {
    return bundle(call.name(), shelf.get(call.name(), call.version()), call.api());
  }

  Response update(Call call) {
    var body = Json.body(call.request().body());
    var before = shelf.get(call.name(), call.version());
    var attributes = before.attributes().with(body.path("attributes")).updatedAt(clock.instant());
    var changed = before.with(attributes);
    changed = operations(body).map(changed::with).orElse(changed);
    changed = Json.object(body, "tags").map(changed::with).orElse(changed);
    var after = changed;
    shelf.keep(shelf.get(call.name()).changed(before.id(), version -> after));
    return bundle(call.name(), after, call.api());
  }

  Response rotate(Call call) {
    var object = shelf.get(call.name());
    var newest = object.newest();
    var now = clock.instant();
    var attributes =
        Attributes.createdAt(now)
            .dates(Optional.empty(), RotationPolicy.expiry(object.rotationPolicy(), now));
    var version =
        new KeyVersion(
            Version.newId(),
            newest.material().another(),
            newest.operations(),
            attributes,
            newest.tags());
    shelf.add(call.name(), version);
    return bundle(call.name(), version, call.api());
  }

  Response rotationPolicy(Call call) {
    var object = shelf.get(call.name());
    return Response.json(200, object.rotationPolicy().orElseGet(RotationPolicy::neverSet));
  }

  Response setRotationPolicy(Call call) {
    var object = shelf.get(call.name());
    var policy =
        RotationPolicy.of(
            Json.body(call.request().body()),
            new Urls(vault).object(Kind.KEY, object.name()),
            object.rotationPolicy(),
            clock.instant());
    shelf.keep(object.withRotationPolicy(policy));
    return Response.json(200, policy);
  }

  Response use(Call call, KeyOperation operation) {
    var version = shelf.get(call.name(), call.version());
    String kid = new Urls(vault).version(Kind.KEY, shelf.get(call.name()).name(), version.id());
    var use = new KeyUse(version, operation, kid);
    use.requireAllowed(clock.instant());
    return Common.ok(use.run(Json.body(call.request().body()))).fact(Facts.VERSION, kid);
  }

  private Response add(
      String name,
      KeyMaterial material,
      JsonNode body,
      Optional<List<String>> operations,
      ApiVersion api) {
    var version =
        new KeyVersion(
            Version.newId(),
            material,
            operations.orElseGet(material::allOperations),
            Attributes.createdAt(clock.instant()).with(body.path("attributes")),
            Json.object(body, "tags"));
    shelf.add(name, version);
    return bundle(name, version, api);
  }

  private Response bundle(String name, KeyVersion version, ApiVersion api) {
    String written = shelf.get(name).name();
    ObjectNode bundle = new KeyNotation(vault).bundle(written, version, api);
    return Common.ok(bundle)
        .fact(Facts.VERSION, new Urls(vault).version(Kind.KEY, written, version.id()));
  }

  /** Clients write an empty list where they mean to say nothing. */
  private static Optional<List<String>> operations(JsonNode node) {
    var operations = new ArrayList<String>();
    node.path("key_ops").forEach(operation -> operations.add(VaultError.text(operation)));
    return operations.isEmpty() ? Optional.empty() : Optional.of(operations);
  }
}
