package io.keyhold.azure.compute;

import io.keyhold.domain.ArmId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SDK's nullable values as the domain wants them. */
final class Values {

  private static final long GIB = 1L << 30;

  private Values() {}

  static Optional<String> text(Object value) {
    return Optional.ofNullable(value).map(Object::toString);
  }

  static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  static Map<String, String> tags(Map<String, String> tags) {
    return tags == null ? Map.of() : tags;
  }

  static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : values;
  }

  /** Bytes are exact; older answers have whole GiB only. */
  static long size(Long bytes, Integer gib) {
    if (bytes != null) {
      return bytes;
    }
    return gib == null ? 0 : gib * GIB;
  }

  /** Ids come back in other letters than they were sent; who asked keeps its own. */
  static ArmId id(String written, ArmId asked) {
    return Optional.ofNullable(written).flatMap(ArmId::parse).filter(asked::equals).orElse(asked);
  }
}
