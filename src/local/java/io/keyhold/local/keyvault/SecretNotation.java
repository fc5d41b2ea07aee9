package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How secrets are written; the value is added only where the answer carries it. */
record SecretNotation(VaultSettings vault) implements Notation<SecretVersion> {

  @Override
  public ObjectNode bundle(String name, SecretVersion version, ApiVersion api) {
    return write(
        Json.object(), new Urls(vault).version(Kind.SECRET, name, version.id()), version, api);
  }

  ObjectNode withValue(String name, SecretVersion version, ApiVersion api) {
    return write(
        Json.object().put("value", version.value()),
        new Urls(vault).version(Kind.SECRET, name, version.id()),
        version,
        api);
  }

  @Override
  public ObjectNode versionItem(String name, SecretVersion version, ApiVersion api) {
    return bundle(name, version, api);
  }

  @Override
  public ObjectNode item(String name, SecretVersion newest, ApiVersion api) {
    return write(Json.object(), new Urls(vault).object(Kind.SECRET, name), newest, api);
  }

  private ObjectNode write(ObjectNode node, String id, SecretVersion version, ApiVersion api) {
    version.contentType().ifPresent(type -> node.put("contentType", type));
    node.put("id", id);
    node.set("attributes", version.attributes().ofSecret(vault, api));
    version.tags().ifPresent(tags -> node.set("tags", tags));
    return node;
  }
}
