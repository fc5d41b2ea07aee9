package io.keyhold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.keyhold.domain.Lun;
import java.util.Optional;

/** A LUN: {@code "os"}, or the number of a data disk. A number written as a text is read, too. */
public final class LunJson {

  private LunJson() {}

  public static JsonNode of(Lun lun) {
    return lun.isOs()
        ? TextNode.valueOf(lun.label())
        : IntNode.valueOf(Integer.parseInt(lun.label()));
  }

  /** The LUN, if the value is one. */
  public static Optional<Lun> read(JsonNode value) {
    return value.isTextual() || value.isIntegralNumber()
        ? Lun.parse(value.asText())
        : Optional.empty();
  }

  static Lun read(Members members, String name) {
    return members
        .value(name)
        .flatMap(LunJson::read)
        .orElseThrow(() -> members.mistake(name, "is not a LUN"));
  }
}
