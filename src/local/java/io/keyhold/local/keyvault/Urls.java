package io.keyhold.local.keyvault;

/** The identifiers of a vault's objects. */
record Urls(VaultSettings vault) {

  String object(Kind kind, String name) {
    return "https://%s/%s/%s".formatted(vault.host(), kind.collection(), name);
  }

  String version(Kind kind, String name, String version) {
    return object(kind, name) + "/" + version;
  }

  String deleted(Kind kind, String name) {
    return "https://%s/%s/%s".formatted(vault.host(), kind.deletedCollection(), name);
  }
}
