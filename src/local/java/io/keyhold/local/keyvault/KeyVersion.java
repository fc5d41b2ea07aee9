package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

record KeyVersion(
    String id,
    KeyMaterial material,
    List<String> operations,
    Attributes attributes,
    Optional<ObjectNode> tags)
    implements Version<KeyVersion> {

  KeyVersion {
    operations = List.copyOf(operations);
  }

  @Override
  public KeyVersion with(Attributes changed) {
    return new KeyVersion(id, material, operations, changed, tags);
  }

  KeyVersion with(List<String> changed) {
    return new KeyVersion(id, material, changed, attributes, tags);
  }

  KeyVersion with(ObjectNode changed) {
    return new KeyVersion(id, material, operations, attributes, Optional.of(changed));
  }
}
