package io.keyhold.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.e2e.Needs;
import io.keyhold.local.http.Caller;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the witness of the whole test run sees, and what it lets pass. */
class SwaggerTest {

  private static final String DISK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d";
  private static final String SOUND =
      """
      {"location": "westeurope", "properties": {"creationData": {"createOption": "Empty"}}}\
      """;

  private final SwaggerWitness witness = new SwaggerWitness();

  @BeforeAll
  static void theSwaggerIsThere() {
    Needs.shared("azure/derived");
  }

  @Test
  void theWholeTestRunIsWitnessed() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<" + Witness.PROPERTY + ">true</" + Witness.PROPERTY + ">");
    assertThat(ServiceLoader.load(Witness.Source.class).findFirst().orElseThrow().witness())
        .isInstanceOf(SwaggerWitness.class);
  }

  @Test
  void aSoundCallPasses() {
    see(SOUND, 202, SOUND);
    witness.close();
  }

  @Test
  void aMisspeltMemberOfARequestIsSeen() {
    see(SOUND.replace("creationData", "creationdata"), 202, SOUND);
    assertThatThrownBy(witness::close).hasMessageContaining("creationdata");
  }

  @Test
  void aMemberOfAnAnswerThatTheSwaggerDoesNotKnowIsSeen() {
    see(SOUND, 202, SOUND.replace("location", "region"));
    assertThatThrownBy(witness::close).hasMessageContaining("region");
  }

  @Test
  void aRefusedRequestMayBeWrongButItsRefusalMayNot() {
    see("{}", 400, "{\"error\": {\"code\": \"InvalidParameter\", \"message\": \"x\"}}");
    witness.close();
    see("{}", 400, "{\"code\": \"InvalidParameter\"}");
    assertThatThrownBy(witness::close).hasMessageContaining("code");
  }

  @Test
  void aStatusThatIsNotDeclaredIsSeen() {
    see(SOUND, 203, SOUND);
    assertThatThrownBy(witness::close).hasMessageContaining("203");
  }

  @Test
  void whatIsListedAsNewerIsNotInTheSwaggerOrIsNarrowerThere() {
    for (var newer : Newer.ALL) {
      var document =
          Recorded.json(Needs.shared("azure/derived/" + newer.file()))
              .at("/definitions/" + newer.definition() + "/properties");
      assertThat(document.isObject()).as(newer.toString()).isTrue();
      assertThat(document.has(newer.member())).as(newer.toString()).isEqualTo(newer.known());
    }
  }

  private void see(String request, int status, String answer) {
    witness.saw(
        new Request(
            "PUT",
            "management.azure.com",
            DISK,
            Map.of("api-version", "2024-03-02"),
            "api-version=2024-03-02",
            Map.of(),
            request.getBytes(StandardCharsets.UTF_8),
            Caller.ANONYMOUS),
        Response.text(status, "application/json", answer));
  }
}
