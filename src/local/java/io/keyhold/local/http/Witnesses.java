package io.keyhold.local.http;

import java.util.ArrayList;
import java.util.List;

/** Several witnesses; each of them hears everything. */
record Witnesses(List<Witness> all) implements Witness {
  Witnesses {
    all = List.copyOf(all);
  }

  @Override
  public void saw(Request request, Response response) {
    all.forEach(witness -> witness.saw(request, response));
  }

  @Override
  public void heard(String place, String text) {
    all.forEach(witness -> witness.heard(place, text));
  }

  /** The first one that is not content speaks; the others have closed all the same. */
  @Override
  public void close() {
    List<AssertionError> mistakes = new ArrayList<>();
    for (Witness witness : all) {
      try {
        witness.close();
      } catch (AssertionError found) {
        mistakes.add(found);
      }
    }
    if (!mistakes.isEmpty()) {
      throw mistakes.getFirst();
    }
  }
}
