package io.keyhold.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.e2e.Needs;
import io.keyhold.e2e.Programs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuoteTest {

  @Test
  void bashReadsAQuotedTextAsOneWord() {
    String hostile = "a'b\"c $(touch x) `id` \\ * ; | & \u2019";
    Programs.Ended said =
        Programs.run(
            ("printf '<%s>' " + Quote.sh(hostile)).getBytes(StandardCharsets.UTF_8),
            List.of(Needs.program("bash")));
    assertThat(said.said()).isEqualTo("<" + hostile + ">");
  }

  @Property
  void aQuotedTextHasOneLineAndBalancedQuotes(@ForAll String text) {
    String quoted = Quote.sh(text);
    assertThat(quoted).doesNotContain("\n", "\r");
    assertThat(quoted.replace("'\\''", "").chars().filter(c -> c == '\'').count()).isEqualTo(2);
    assertThat(Quote.code(text).chars().filter(c -> c == '`').count()).isEqualTo(2);
  }

  @Test
  void curlyQuotationMarksEndNoTextOfPowerShell() {
    assertThat(Quote.powershell("a'b\u2019c")).isEqualTo("'a''b\u2019\u2019c'");
  }
}
