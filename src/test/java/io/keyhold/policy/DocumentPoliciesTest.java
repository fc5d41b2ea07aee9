package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Problem;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class DocumentPoliciesTest {

  @Test
  void theDocumentIsReadAnewEachTime() {
    Queue<String> texts = new ArrayDeque<>(List.of(Documents.text("full"), "{}"));
    Policies policies = new DocumentPolicies(texts::remove);

    assertThat(policies.current()).isInstanceOf(Policies.Reading.Valid.class);
    assertThat(policies.current())
        .isEqualTo(new Policies.Reading.Invalid(List.of("policies: is missing")));
  }

  @Test
  void aSourceThatCannotBeReadIsAReading() {
    Problem gone = new Problem(Code.POLICIES_UNREADABLE, "/etc/policies.json", "no such file");
    Policies policies =
        new DocumentPolicies(
            () -> {
              throw new CloudFailure(gone);
            });

    assertThat(policies.current()).isEqualTo(new Policies.Reading.Unreadable(gone));
  }
}
