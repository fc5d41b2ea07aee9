package io.keyhold.local.keyvault;

import io.keyhold.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** What only secrets are asked. Dates inform; nothing but "disabled" keeps a value back. */
record SecretCalls(VaultSettings vault, Shelf<SecretVersion> shelf, InstantSource clock) {

  /** Answers with the value, even of a version that is born disabled. */
  Response set(Call call) {
    var body = Json.body(call.request().body());
    String value = Json.text(body, "value").orElseThrow(() -> VaultError.required("value"));
    if (value.getBytes(StandardCharsets.UTF_8).length > SecretVersion.LARGEST_VALUE) {
      throw VaultError.invalidProperty();
    }
    var version =
        new SecretVersion(
            Version.newId(),
            value,
            Json.text(body, "contentType"),
            Attributes.createdAt(clock.instant()).with(body.path("attributes")),
            Json.object(body, "tags"));
    String name = shelf.add(call.name(), version).name();
    return Common.ok(new SecretNotation(vault).withValue(name, version, call.api()));
  }

  Response get(Call call) {
    var version = shelf.get(call.name(), call.version());
    if (!version.attributes().enabled()) {
      throw Kind.SECRET.disabled("get");
    }
    String name = shelf.get(call.name()).name();
    return Common.ok(new SecretNotation(vault).withValue(name, version, call.api()))
        .fact(Facts.VERSION, new Urls(vault).version(Kind.SECRET, name, version.id()));
  }

  Response update(Call call) {
    var body = Json.body(call.request().body());
    var before = shelf.get(call.name(), call.version());
    var attributes = before.attributes().with(body.path("attributes")).updatedAt(clock.instant());
    var changed = before.with(attributes);
    changed = Json.text(body, "contentType").map(changed::with).orElse(changed);
    changed = Json.object(body, "tags").map(changed::with).orElse(changed);
    var after = changed;
    var object = shelf.keep(shelf.get(call.name()).changed(before.id(), version -> after));
    return Common.ok(new SecretNotation(vault).bundle(object.name(), after, call.api()));
  }
}
