package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How keys are written. */
record KeyNotation(VaultSettings vault) implements Notation<KeyVersion> {

  @Override
  public ObjectNode bundle(String name, KeyVersion version, ApiVersion api) {
    var key =
        Json.object()
            .put("kid", new Urls(vault).version(Kind.KEY, name, version.id()))
            .put("kty", version.material().kty());
    version.operations().forEach(key.putArray("key_ops")::add);
    version.material().writePublic(key);
    var bundle = Json.object();
    bundle.set("key", key);
    return finish(bundle, version, api);
  }

  @Override
  public ObjectNode versionItem(String name, KeyVersion version, ApiVersion api) {
    String kid = new Urls(vault).version(Kind.KEY, name, version.id());
    return finish(Json.object().put("kid", kid), version, api);
  }

  @Override
  public ObjectNode item(String name, KeyVersion newest, ApiVersion api) {
    return finish(Json.object().put("kid", new Urls(vault).object(Kind.KEY, name)), newest, api);
  }

  private ObjectNode finish(ObjectNode node, KeyVersion version, ApiVersion api) {
    node.set("attributes", version.attributes().ofKey(vault, api, version.material().bits()));
    version.tags().ifPresent(tags -> node.set("tags", tags));
    return node;
  }
}
