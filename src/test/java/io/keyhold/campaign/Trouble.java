package io.keyhold.campaign;

import io.keyhold.local.http.Fault;
import java.util.OptionalInt;

/** Everything that can become of one call. */
enum Trouble {
  THROTTLED_FOR_A_MINUTE,
  THROTTLED_WITHOUT_A_TIME,
  BUSY,
  SILENT,
  SILENT_AFTER_THE_EFFECT,
  RESET,
  RESET_AFTER_THE_EFFECT,
  MALFORMED;

  Fault fault() {
    return switch (this) {
      case THROTTLED_FOR_A_MINUTE -> Fault.before(new Fault.Status(429, "", OptionalInt.of(60)));
      case THROTTLED_WITHOUT_A_TIME -> Fault.before(new Fault.Status(429, ""));
      case BUSY -> Fault.before(new Fault.Status(503, ""));
      case SILENT -> Fault.before(new Fault.Timeout());
      case SILENT_AFTER_THE_EFFECT -> Fault.after(new Fault.Timeout());
      case RESET -> Fault.before(new Fault.Reset());
      case RESET_AFTER_THE_EFFECT -> Fault.after(new Fault.Reset());
      case MALFORMED -> Fault.after(new Fault.Malformed());
    };
  }
}
