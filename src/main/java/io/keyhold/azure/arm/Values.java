package io.keyhold.azure.arm;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The SDK's nullable values as the domain wants them. */
public final class Values {

  private static final long GIB = 1L << 30;

  private Values() {}

  public static Optional<String> text(Object value) {
    return Optional.ofNullable(value).map(Object::toString);
  }

  public static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  public static Map<String, String> tags(Map<String, String> tags) {
    return tags == null ? Map.of() : tags;
  }

  public static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : values;
  }

  /** Bytes are exact; older answers have whole GiB only. */
  public static long size(Long bytes, Integer gib) {
    if (bytes != null) {
      return bytes;
    }
    return gib == null ? 0 : gib * GIB;
  }

  /** Ids come back in other letters than they were sent; who asked keeps its own. */
  public static ArmId id(String written, ArmId asked) {
    return Optional.ofNullable(written).flatMap(ArmId::parse).filter(asked::equals).orElse(asked);
  }

  /** Of {@code provisioningState}; what is neither ready nor failed goes on. */
  public static Progress progress(Object state) {
    return switch (String.valueOf(state).toLowerCase(Locale.ROOT)) {
      case "succeeded" -> Progress.READY;
      case "failed", "canceled" -> Progress.FAILED;
      default -> Progress.CREATING;
    };
  }
}
