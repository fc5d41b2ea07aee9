package io.keyhold.campaign;

import io.keyhold.local.http.Fault;
import java.util.OptionalInt;

/** Everything that can become of one call. */
enum Trouble {
  THROTTLED_FOR_A_MINUTE(Fault.before(status(429, 60))),
  THROTTLED_WITHOUT_A_TIME(Fault.before(new Fault.Status(429, ""))),
  BUSY(Fault.before(new Fault.Status(503, ""))),
  SILENT(Fault.before(new Fault.Timeout())),
  SILENT_AFTER_THE_EFFECT(Fault.after(new Fault.Timeout())),
  RESET(Fault.before(new Fault.Reset())),
  RESET_AFTER_THE_EFFECT(Fault.after(new Fault.Reset())),
  MALFORMED(Fault.after(new Fault.Malformed()));

  final Fault fault;

  Trouble(Fault fault) {
    this.fault = fault;
  }

  private static Fault.Status status(int code, int seconds) {
    return new Fault.Status(code, "", OptionalInt.of(seconds));
  }
}
