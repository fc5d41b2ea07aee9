package io.keyhold.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in storage may have been written by anyone. */
@Timeout(10)
class EventJsonHostileTest {

  private static final PointId POINT = new PointId("20261124T010000Z-0123456789ab");

  /** Members that an event may be without. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "previous",
          "origin",
          "remedy",
          "version",
          "recoverableUntil",
          "request",
          "copy",
          "kek",
          "sku",
          "osType",
          "generation",
          "securityType",
          "zone",
          "diskEncryptionSet",
          "remarks",
          "center",
          "copies",
          "model",
          "size",
          "diskController",
          "licenseType",
          "plan",
          "secretUrl",
          "kekUrl",
          "caching");

  /** The event that the test at hand spoils. */
  private ObjectNode root = Json.object();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "7",
        "\"text\"",
        "[]",
        "{}",
        "{",
        "{\"format\":1",
        "not json",
        "{\"format\":1} {\"format\":1}",
        "{\"format\":1,\"format\":1}",
        "{'format':1}",
        "{\"format\":NaN}",
        "{\"format\":1,}",
        "// {\"format\":1}",
        "\u0000",
        "\ufeff{\"format\":1}"
      })
  void aTextThatIsNoEventIsReported(String text) {
    broken(text);
  }

  @Test
  void deepNestingIsReportedAndNotFollowed() {
    String deep = "{\"x\":".repeat(100_000) + "1" + "}".repeat(100_000);

    assertThat(broken(deep)).contains("nesting depth");
    broken("[".repeat(100_000));
  }

  @Test
  void tenMegabytesAreReportedAndNotRead() {
    byte[] large = new byte[10 * 1024 * 1024];
    Arrays.fill(large, (byte) ' ');
    large[0] = '{';
    large[large.length - 1] = '}';

    assertThatThrownBy(() -> EventJson.read(POINT, large))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("larger than 4194304 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "1.5", "-1", "0", "9223372036854775808", "\"1\"", "true", "[1]"})
  void aNumberThatIsNoneIsReported(String number) {
    assertThat(broken("{\"format\":1,\"number\":" + number + "}")).contains("number: ");
  }

  @Test
  void aNumberOfAThousandDigitsIsReported() {
    broken("{\"format\":1,\"number\":" + "9".repeat(1_000) + "}");
    broken("{\"format\":1,\"number\":1e" + "9".repeat(1_000) + "}");
  }

  @Test
  void aTextOfHalfAMegabyteIsReported() {
    assertThat(broken("{\"format\":1,\"run\":\"" + "x".repeat(500_000) + "\"}"))
        .contains("String value length");
  }

  @Test
  void bytesThatAreNotUtf8AreReported() {
    byte[] bytes = "{\"format\":1,\"run\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
    bytes[20] = (byte) 0xFF;
    bytes[21] = (byte) 0xC0;

    assertThatThrownBy(() -> EventJson.read(POINT, bytes)).isInstanceOf(BrokenChainException.class);
  }

  @Test
  void whatIsSaidAboutAForeignTextIsShortAndClean() {
    ObjectNode event = tree("refused");
    event.put("at", "now\n\u0007" + "y".repeat(5_000));

    assertThat(broken(Json.compact(event))).hasSizeLessThan(400).doesNotContain("\u0007");
  }

  @Test
  void everyMemberThatIsMissingIsReportedWithItsPlace() {
    for (String name : FormatOneEvents.all().keySet()) {
      for (ObjectNode object : objects(tree(name))) {
        for (String member : names(object)) {
          JsonNode taken = object.remove(member);
          if (mayBeMissing(object, member)) {
            assertThat(EventJson.read(POINT, bytes(root))).isNotNull();
          } else {
            assertThat(broken(Json.compact(root)))
                .as(name + " without " + member)
                .contains(member + ": is");
          }
          object.set(member, taken);
        }
      }
    }
  }

  private static boolean mayBeMissing(ObjectNode object, String member) {
    boolean reasonOfAUsableKey =
        member.equals("reason") && object.path("result").asText().startsWith("available");
    boolean zoneOfASchedule = member.equals("zone") && object.has("cron");
    return reasonOfAUsableKey || (OPTIONAL.contains(member) && !zoneOfASchedule);
  }

  @Test
  void everyMemberOfAnotherTypeIsReadOrReported() {
    JsonNode[] others = {
      TextNode.valueOf("?"),
      Json.array(),
      Json.array().add(1),
      Json.object(),
      Json.object().put("a", 1)
    };
    for (String name : FormatOneEvents.all().keySet()) {
      for (ObjectNode object : objects(tree(name))) {
        for (String member : names(object)) {
          JsonNode was = object.get(member);
          for (JsonNode other : others) {
            object.set(member, other);
            read();
          }
          object.set(member, was);
        }
      }
    }
  }

  @Test
  void membersOfALaterReleaseAreIgnored() {
    for (String name : FormatOneEvents.all().keySet()) {
      objects(tree(name)).forEach(object -> object.putObject("later").put("x", 1));

      assertThat(EventJson.read(POINT, bytes(root))).isEqualTo(FormatOneEvents.all().get(name));
    }
  }

  private ObjectNode tree(String name) {
    root = Json.parse(EventJson.write(FormatOneEvents.all().get(name)), 1_000_000).node();
    return root;
  }

  /** Either an event or a report, and soon. */
  private void read() {
    try {
      Event event = EventJson.read(POINT, bytes(root));
      assertThat(event.number()).isPositive();
    } catch (BrokenChainException reported) {
      assertThat(reported.problem().code()).isEqualTo(Code.CHAIN_BROKEN);
    }
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> all = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      all.add(object);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> all.addAll(objects(child)));
    }
    return all;
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static byte[] bytes(JsonNode node) {
    return Json.compact(node).getBytes(StandardCharsets.UTF_8);
  }

  private static String broken(String text) {
    long start = System.nanoTime();
    List<String> said = new ArrayList<>();
    assertThatThrownBy(() -> EventJson.read(POINT, text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            BrokenChainException.class, broken -> said.add(broken.problem().detail()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    return said.get(0);
  }
}
