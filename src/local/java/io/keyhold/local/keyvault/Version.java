package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One version of a key or of a secret: only versions are disabled, only objects are deleted. */
sealed interface Version<V extends Version<V>> permits KeyVersion, SecretVersion {

  int ID_LENGTH = 32;

  String id();

  Attributes attributes();

  Optional<ObjectNode> tags();

  V with(Attributes changed);

  static String newId() {
    var bytes = new byte[ID_LENGTH / 2];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Whether a path segment is read as a version: by its length alone, anything else is taken for
   * the name of an operation. A row of zeros of any length counts too, because the quoted answers
   * hide their versions that way.
   */
  static boolean isId(String segment) {
    return segment.length() == ID_LENGTH || segment.matches("0{8,}");
  }
}
