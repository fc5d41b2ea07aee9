package io.keyhold.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.LocalCredential;
import io.keyhold.azure.OwnTime;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.PointId;
import io.keyhold.e2e.TestStage;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Witness;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.VaultSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scan can fail: what the vault gave out is put, in every form, into every kind of place that a
 * run of tests looks at, and is found there each time.
 */
class PlantedSecretsTest {

  @TempDir Path scratch;

  private final String before = System.getProperty(Witness.PROPERTY, "false");

  @BeforeEach
  void watch() {
    System.setProperty(Witness.PROPERTY, "true");
  }

  @AfterEach
  void asBefore() {
    System.setProperty(Witness.PROPERTY, before);
  }

  @Test
  void aDocumentAKitAndAMessageWithASecretAreFound() {
    for (String form : forms(new byte[32]).keySet()) {
      planted(form, "work/", (cloud, text) -> cloud.documents().put("note", text));
      planted(
          form,
          "points/",
          (cloud, text) ->
              cloud
                  .catalogue()
                  .writeKit(
                      PointId.scheduled("vm", "daily", Instant.parse("2026-11-24T01:00:00Z")),
                      1,
                      "kit: " + text + "\n"));
    }
  }

  @Test
  void aSecretInTheNameOfWhatIsAskedForIsFound() {
    planted("hex", "management.azure.com", (cloud, text) -> cloud.machines().find(id(text)));
  }

  @Test
  void aRunWithoutALeakIsContent() {
    planted("raw", "", (cloud, text) -> cloud.documents().put("note", "nothing of it"));
  }

  /** What a host hears: lines of a log, answers of functions with the messages in them. */
  @Test
  void whatAHandlerSaysIsHeard() {
    for (String form : forms(new byte[32]).keySet()) {
      byte[] secret = random();
      Leaks.secrets().learn(secret);
      Witness witness = Witness.ofThisProcess();
      witness.heard("the log, handler", "2026 INFO: " + forms(secret).get(form) + " was read");
      assertThatThrownBy(witness::close)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the log, handler");
      assertThat(Leaks.in("{\"Outputs\":{\"machines\":[\"" + forms(secret).get(form) + "\"]}}"))
          .isNotEmpty();
    }
  }

  @Test
  void whatARunLeavesBehindIsLookedThrough() throws Exception {
    byte[] secret = random();
    Path material = Files.createDirectory(scratch.resolve("material"));
    Path reports = Files.createDirectory(scratch.resolve("reports"));
    Files.writeString(material.resolve("1.hex"), HexFormat.of().formatHex(secret) + "\n");
    Files.writeString(reports.resolve("clean.txt"), "tests passed");
    assertThat(SuiteScan.scan(material, List.of(reports)).found()).isEmpty();
    for (Map.Entry<String, String> form : forms(secret).entrySet()) {
      Path report = reports.resolve("report.txt");
      Files.writeString(report, "said " + form.getValue());
      assertThat(SuiteScan.scan(material, List.of(reports)).found())
          .as(form.getKey())
          .containsOnlyKeys(report);
    }
  }

  private interface Planting {
    void plant(Cloud cloud, String text);
  }

  /**
   * A local Azure whose vault gives a secret out to the product, which then puts it somewhere.
   *
   * @param where what the finding names; empty if there is to be none
   */
  private void planted(String form, String where, Planting planting) {
    byte[] secret = random();
    LocalAzure azure = LocalAzure.start(LocalAzure.Options.instant());
    Stored stored =
        azure
            .vaults()
            .create(VaultSettings.of("kv-prod"))
            .secrets()
            .set("bek", Base64.getEncoder().encodeToString(secret));
    Cloud cloud = cloud(azure);
    KeyRef ref = KeyRef.parse(stored.id()).orElseThrow();
    Consumer<Cloud> reads = asked -> assertThat(asked.keyStore().open(ref)).isNotNull();
    reads.accept(cloud);
    planting.plant(cloud, forms(secret).get(form));
    if (where.isEmpty()) {
      azure.close();
    } else {
      assertThatThrownBy(azure::close)
          .as(form)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("a secret of 32 bytes")
          .hasMessageContaining(where)
          .hasMessageNotContaining(forms(secret).get(form));
    }
  }

  private static Cloud cloud(LocalAzure azure) {
    AzureSettings settings =
        ((AzureSettings.Reading.Valid) AzureSettings.read(azure.settings())).settings();
    return new AzureAdapters(
        settings,
        http -> new LocalCredential(azure.settings(), settings.clientId()),
        time -> {},
        OwnTime.throttle(azure.clock()),
        () -> "w" + System.nanoTime());
  }

  private static ArmId id(String name) {
    return ArmId.compute(TestStage.SUBSCRIPTION, "prod", "virtualMachines", name);
  }

  private static byte[] random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) ('!' + (secret[i] & 0x3f)); // so that it can stand in a text as it is
    }
    return secret;
  }

  private static Map<String, String> forms(byte[] secret) {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("raw", new String(secret, StandardCharsets.US_ASCII));
    forms.put("hex", HexFormat.of().formatHex(secret));
    forms.put("HEX", HexFormat.of().withUpperCase().formatHex(secret));
    forms.put("base64", Base64.getEncoder().encodeToString(secret));
    forms.put("base64 bare", Base64.getEncoder().withoutPadding().encodeToString(secret));
    forms.put("base64url", Base64.getUrlEncoder().encodeToString(secret));
    forms.put("base64url bare", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    return forms;
  }
}
