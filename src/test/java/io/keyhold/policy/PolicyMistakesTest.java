package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PolicyMistakesTest {

  /** One value of the full document is replaced; the rest of the line is the one mistake. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /policies | null | policies: must be an array with at least one policy
          /policies | [] | policies: must be an array with at least one policy
          /policies | {} | policies: must be an array with at least one policy
          /$schema | 1 | $schema: must be a text
          /policy | {} | policy: is unknown; known here: $schema, policies
          /policies/0 | 7 | policies[0]: must be an object
          /policies/0/nam | "x" | policies[0].nam: is unknown; known here: name, subscriptions, schedule, snapshots, copy, keep, keys
          /policies/0/name | 7 | policies[0].name: must be a text
          /policies/0/name | null | policies[0].name: must be a text
          /policies/0/name | "" | policies[0].name: must be 1 to 64 letters, digits, dots, hyphens, underscores, not ""
          /policies/0/name | "a b" | policies[0].name: must be 1 to 64 letters, digits, dots, hyphens, underscores, not "a b"
          /policies/0/subscriptions | [] | policies[0].subscriptions: must name at least one subscription
          /policies/0/subscriptions | "1" | policies[0].subscriptions: must be an array
          /policies/0/subscriptions | [1] | policies[0].subscriptions[0]: must be a text
          /policies/0/schedule | "0 2 * * *" | policies[0].schedule: must be an object
          /policies/0/schedule/cron | "0 2 * *" | policies[0].schedule.cron: must have five fields (minute, hour, day of month, month, day of week), not "0 2 * *"
          /policies/0/schedule/cron | "0 0 2 * * *" | policies[0].schedule.cron: must have five fields (minute, hour, day of month, month, day of week), not "0 0 2 * * *"
          /policies/0/schedule/cron | "@daily" | policies[0].schedule.cron: must have five fields (minute, hour, day of month, month, day of week), not "@daily"
          /policies/0/schedule/cron | "+5 2 * * *" | policies[0].schedule.cron: must have five fields (minute, hour, day of month, month, day of week), not "+5 2 * * *"
          /policies/0/schedule/cron | "60 2 * * *" | policies[0].schedule.cron: cannot be "60 2 * * *": Value 60 not in range [0, 59]
          /policies/0/schedule/cron | "0 22-2 * * *" | policies[0].schedule.cron: cannot be "0 22-2 * * *": Invalid range! [22,2]
          /policies/0/schedule/cron | "0 2 30 2 *" | policies[0].schedule.cron: never comes about: there is no such day
          /policies/0/schedule/cron | "0 2 31 4,6,9,11 *" | policies[0].schedule.cron: never comes about: there is no such day
          /policies/0/schedule/zone | "+01:00" | policies[0].schedule.zone: must be the name of a time zone, such as Europe/Amsterdam, not "+01:00"
          /policies/0/schedule/zone | "europe/amsterdam" | policies[0].schedule.zone: must be the name of a time zone, such as Europe/Amsterdam, not "europe/amsterdam"
          /policies/0/snapshots/resourceGroup | "a/b" | policies[0].snapshots.resourceGroup: must be the name of a resource group, not its id, not "a/b"
          /policies/0/snapshots/resourceGroup | "ends." | policies[0].snapshots.resourceGroup: must be the name of a resource group, not its id, not "ends."
          /policies/0/snapshots/networkAccess | "denyAll" | policies[0].snapshots.networkAccess: must be one of DenyAll, AllowPrivate, AllowAll, not "denyAll"
          /policies/0/copy | null | policies[0].copy: must be an object
          /policies/0/copy/region | "North Europe" | policies[0].copy.region: must be the name of a region in lower case, such as northeurope, not "North Europe"
          /policies/0/copy/diskEncryptionSet | "des-north" | policies[0].copy.diskEncryptionSet: must be the id of a disk encryption set, not "des-north"
          /policies/0/copy/diskEncryptionSet | "/subscriptions/1/resourceGroups/r/providers/Microsoft.Compute/disks/d" | policies[0].copy.diskEncryptionSet: must be the id of a disk encryption set, not "/subscriptions/1/resourceGroups/r/providers/Microsoft.Compute/disks/d"
          /policies/0/copy/diskEncryptionSet | "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/r/providers/Microsoft.Compute/diskEncryptionSets/d" | policies[0].copy.diskEncryptionSet: must be in a subscription of the policy: a set serves its own subscription only
          /policies/0/copy/resourceGroup | "Keyhold-Snapshots" | policies[0].copy.resourceGroup: must be another group than that of the snapshots
          /policies/0/copy/allowPlatformKey | "yes" | policies[0].copy.allowPlatformKey: must be true or false
          /policies/0/keep/days | 36501 | policies[0].keep.days: must be from 1 to 36500
          /policies/0/keep/days | 30.5 | policies[0].keep.days: must be a whole number
          /policies/0/keep/days | "30" | policies[0].keep.days: must be a whole number
          /policies/0/keep/days | 99999999999999999999 | policies[0].keep.days: must be from 1 to 36500
          /policies/0/keep/days | 484 | policies[0].keep.days: can be at most 481 with this schedule and atLeast 5, not 484: Azure keeps no more than 500 snapshots of a disk, and what expires is still there for 14 days
          /policies/0/keep/atLeast | 0 | policies[0].keep.atLeast: must be from 1 to 500
          /policies/0/keys/allowedVaults | ["kv-a", "KV-A"] | policies[0].keys.allowedVaults[1]: is listed twice
          /policies/0/keys/allowedVaults | ["https://kv.vault.azure.net"] | policies[0].keys.allowedVaults[0]: must be the name of a key vault, not its address, not "https://kv.vault.azure.net"
          /policies/0/keys/check | "prove" | policies[0].keys.check: must be metadata or unwrap, not "prove"
          /policies/0/keys/onUnavailable | "proceed" | policies[0].keys.onUnavailable: must be refuse or hold, not "proceed"
          /policies/0/keys/onUnknown | 1 | policies[0].keys.onUnknown: must be a text
          /policies/0/keys/graceMinutes | 1441 | policies[0].keys.graceMinutes: must be from 0 to 1440
          /policies/0/keys/onUnverified | "hold" | policies[0].keys.onUnverified: must be proceed or refuse, not "hold"
          /policies/0/keys/onExpiredCustomerKey | "hold" | policies[0].keys.onExpiredCustomerKey: must be proceed or refuse, not "hold"
          """)
  void oneMistakeIsOneSentenceWithItsPlace(String pointer, String value, String sentence) {
    ObjectNode document = Documents.tree("full");
    set(document, JsonPointer.compile(pointer), value);

    assertThat(Documents.mistakes(Json.compact(document))).containsExactly(sentence);
  }

  private static void set(ObjectNode document, JsonPointer at, String value) {
    String last = at.last().getMatchingProperty();
    if (document.at(at.head()) instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), Documents.json(value));
    } else {
      ((ObjectNode) document.at(at.head())).set(last, Documents.json(value));
    }
  }

  @Test
  void everyMissingMemberIsListed() {
    assertThat(Documents.mistakes("{\"policies\": [{}, {\"schedule\": {}, \"copy\": {}}]}"))
        .containsExactly(
            "policies[0].name: is missing",
            "policies[0].subscriptions: is missing",
            "policies[0].schedule: is missing",
            "policies[0].snapshots: is missing",
            "policies[0].keep: is missing",
            "policies[1].name: is missing",
            "policies[1].subscriptions: is missing",
            "policies[1].schedule.cron: is missing",
            "policies[1].schedule.zone: is missing",
            "policies[1].snapshots: is missing",
            "policies[1].copy.region: is missing",
            "policies[1].copy.resourceGroup: is missing",
            "policies[1].keep: is missing");
    assertThat(Documents.mistakes("{}")).containsExactly("policies: is missing");
  }

  @Test
  void twoPoliciesOfOneNameAreAMistakeWhateverTheLetters() {
    ObjectNode document = Documents.tree("full");
    ObjectNode second = document.at("/policies/0").deepCopy();
    ((ArrayNode) document.get("policies")).add(second.put("name", "Daily"));

    assertThat(Documents.mistakes(Json.compact(document)))
        .containsExactly("policies[1].name: is also the name of policies[0]");
  }

  @Test
  void aMemberWrittenTwiceIsAMistakeAmongOthers() {
    String text =
        Documents.text("least").replace("\"days\": 365", "\"days\": 365, \"days\": 0, \"x\": 1");

    assertThat(Documents.mistakes(text))
        .containsExactly(
            "policies[0].keep.days: is written twice",
            "policies[0].keep.x: is unknown; known here: days, atLeast",
            "policies[0].keep.days: must be from 1 to 36500");
  }

  @ParameterizedTest
  @ValueSource(strings = {" {}", " 1", " true", " {\"policies\": []}"})
  void textAfterTheDocumentIsAMistake(String more) {
    assertThat(Documents.mistakes(Documents.text("least") + more))
        .containsExactly("line 12: something follows after the end of the document");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n"})
  void anEmptyDocumentIsAMistake(String text) {
    assertThat(Documents.mistakes(text)).containsExactly("document: is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"policies\""})
  void aDocumentThatIsNoObjectIsAMistake(String text) {
    assertThat(Documents.mistakes(text)).containsExactly("document: must be an object");
  }

  @Test
  void aTextThatIsNotJsonIsAMistakeWithItsLine() {
    List<String> mistakes = Documents.mistakes("{\n  \"policies\": [\n    {,}\n  ]\n}\n");

    assertThat(mistakes).singleElement().asString().startsWith("line 3, column 6: is not JSON: ");
  }

  @Test
  void aDocumentOfMoreThanAMebibyteIsAMistake() {
    String large = " ".repeat(PolicyReader.MAX_BYTES) + Documents.text("least");

    assertThat(Documents.mistakes(large)).containsExactly("document: is larger than 1 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"x\":"})
  void deepNestingIsAMistake(String opening) {
    assertThat(Documents.mistakes(opening.repeat(100_000)))
        .containsExactly("document: is nested too deeply, or a text or number in it is too long");
  }

  @Test
  void aNumberOfAThousandDigitsIsAMistake() {
    assertThat(Documents.mistakes("{\"policies\": " + "9".repeat(1_000) + "}"))
        .containsExactly("document: is nested too deeply, or a text or number in it is too long");
  }

  @Test
  void whatIsSaidAboutAForeignTextIsShortAndOnOneLine() {
    ObjectNode document = Documents.tree("least");
    ((ObjectNode) document.at("/policies/0")).put("name", "a\nb" + "c".repeat(5_000));

    assertThat(Documents.mistakes(Json.compact(document)))
        .singleElement()
        .asString()
        .hasSizeLessThan(300)
        .doesNotContain("\n");
  }
}
