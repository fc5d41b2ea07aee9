package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

record SecretVersion(
    String id,
    String value,
    Optional<String> contentType,
    Attributes attributes,
    Optional<ObjectNode> tags)
    implements Version<SecretVersion> {

  /** As Azure's documentation gives it. */
  static final int LARGEST_VALUE = 25 * 1024;

  @Override
  public SecretVersion with(Attributes changed) {
    return new SecretVersion(id, value, contentType, changed, tags);
  }

  SecretVersion with(String changedType) {
    return new SecretVersion(id, value, Optional.of(changedType), attributes, tags);
  }

  SecretVersion with(ObjectNode changed) {
    return new SecretVersion(id, value, contentType, attributes, Optional.of(changed));
  }

  /** Never shows the value. */
  @Override
  public String toString() {
    return "SecretVersion[" + id + "]";
  }
}
