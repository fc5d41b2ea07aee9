package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one kind of object is written. Members come in the order of the real answers. */
sealed interface Notation<V extends Version<V>> permits KeyNotation, SecretNotation {

  /** Everything that a read of the object shows, except a secret's value. */
  ObjectNode bundle(String name, V version, ApiVersion api);

  /** An entry of a list of versions. */
  ObjectNode versionItem(String name, V version, ApiVersion api);

  /** An entry of a list of objects: it names no version. */
  ObjectNode item(String name, V newest, ApiVersion api);
}
