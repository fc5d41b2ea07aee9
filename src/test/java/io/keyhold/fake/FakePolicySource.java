package io.keyhold.fake;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.PolicySource;
import io.keyhold.domain.Problem;
import java.util.Optional;

/** A policy document in memory. */
public final class FakePolicySource implements PolicySource {

  private volatile Optional<String> text;

  public FakePolicySource(String text) {
    this.text = Optional.of(text);
  }

  public void set(String newText) {
    text = Optional.of(newText);
  }

  public void lose() {
    text = Optional.empty();
  }

  @Override
  public String text() {
    return text.orElseThrow(
        () ->
            new CloudFailure(
                new Problem(Code.POLICIES_UNREADABLE, "policies", "the document is not there")));
  }
}
