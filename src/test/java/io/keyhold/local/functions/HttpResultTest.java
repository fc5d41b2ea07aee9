package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpResultTest {
  private static HttpReply named(String json) throws Exception {
    return HttpResult.named(Optional.of(Json.read(json.replace('\'', '"'))));
  }

  @Test
  void statusAloneIsIgnored() throws Exception {
    assertThat(named("{'status': 404}").status()).isEqualTo(200);
  }

  @Test
  void aStatusCodeMayBeText() throws Exception {
    assertThat(named("{'statusCode': '404'}").status()).isEqualTo(404);
  }

  @Test
  void aStatusCodeThatIsNoNumberIs200() throws Exception {
    assertThat(named("{'statusCode': 'gone'}").status()).isEqualTo(200);
    assertThat(named("{'statusCode': 404.5}").status()).isEqualTo(200);
    assertThat(named("{'statusCode': null}").status()).isEqualTo(200);
  }

  @Test
  void namesHaveNoCaseAndUnknownOnesAreIgnored() throws Exception {
    assertThat(named("{'StatusCode': 404, 'cookies': 1}").status()).isEqualTo(404);
  }

  @Test
  void aTextThatHoldsAnObjectIsAccepted() {
    assertThat(
            HttpResult.named(Optional.of(Json.MAPPER.valueToTree("{\"statusCode\": 404}")))
                .status())
        .isEqualTo(404);
  }

  @Test
  void aTextBodyIsSentAsItIsAndAsTextUnlessAHeaderSaysOtherwise() throws Exception {
    assertThat(named("{'body': 'aGVsbG8='}").text()).isEqualTo("aGVsbG8=");
    assertThat(named("{'body': 'x'}").headers())
        .containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(named("{'body': 'x', 'headers': {'content-type': 'a/b'}}").headers())
        .containsEntry("Content-Type", "a/b; charset=utf-8");
  }

  @Test
  void anObjectAsBodyIsWrittenIndentedAndAsText() throws Exception {
    HttpReply reply = named("{'body': {'a': [1, {}]}}");
    assertThat(reply.text()).isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ]\n}");
    assertThat(reply.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
  }

  @Test
  void aNullBodyIsEmpty() throws Exception {
    assertThat(named("{'body': null}").body()).isEmpty();
    assertThat(named("{}").body()).isEmpty();
  }

  @Test
  void aHeaderThatCannotBeSentFails() {
    assertThatThrownBy(() -> named("{'headers': {'x': null}}")).isInstanceOf(OutputException.class);
    assertThatThrownBy(() -> named("{'headers': {'x': {'y': 1}}}"))
        .isInstanceOf(OutputException.class);
    assertThatThrownBy(() -> named("{'headers': {'x': 'a\\nb'}}"))
        .isInstanceOf(OutputException.class);
  }

  @Test
  void aStatusCodeOutOfRangeFails() {
    assertThatThrownBy(() -> named("{'statusCode': 99}")).isInstanceOf(OutputException.class);
  }

  @Test
  void aRawValueWithoutABodyIsTheBody() throws Exception {
    assertThat(HttpResult.raw(Json.read("{\"statusCode\":404}")).text())
        .isEqualTo("{\"statusCode\":404}");
    assertThat(HttpResult.raw(Json.read("{\"statusCode\":404}")).status()).isEqualTo(200);
    assertThat(HttpResult.raw(Json.read("\"plain\"")).text()).isEqualTo("plain");
  }
}
