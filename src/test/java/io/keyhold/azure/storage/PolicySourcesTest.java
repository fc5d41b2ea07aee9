package io.keyhold.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.PolicySource;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySourcesTest {

  private static final String TEXT = "{\"policies\": [\"für morgen\"]}";

  private static AzureWorld world;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static PolicySource source(String place) {
    return world.adapters(Map.of("KEYHOLD_POLICIES", place)).policySource();
  }

  private static PolicySource blob(String name) {
    return source("https://" + LocalAzure.ACCOUNT + ".blob.core.windows.net/work/" + name);
  }

  private static Container work() {
    return world.azure().blobs().container(LocalAzure.ACCOUNT, "work");
  }

  private static void assertUnreadable(PolicySource source, String why) {
    assertThatThrownBy(source::text)
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.POLICIES_UNREADABLE);
              assertThat(failure.problem().detail()).contains(why);
            });
  }

  @Test
  void aFileIsReadAnewEachTime() throws IOException {
    Path file = Files.writeString(folder.resolve("policies.json"), "{}");
    PolicySource source = source(file.toString());
    assertThat(source.text()).isEqualTo("{}");
    Files.writeString(file, TEXT);
    assertThat(source.text()).isEqualTo(TEXT);
  }

  @Test
  void aBlobIsReadAnewEachTime() {
    work().put("setup/policies.json", "{}");
    PolicySource source = blob("setup/policies.json");
    assertThat(source.text()).isEqualTo("{}");
    work().put("setup/policies.json", TEXT);
    assertThat(source.text()).isEqualTo(TEXT);
  }

  @Test
  void aDocumentThatIsNotThereIsUnreadable() {
    assertUnreadable(source(folder.resolve("none.json").toString()), "no such file");
    assertUnreadable(blob("none.json"), "no such blob");
  }

  @Test
  void aDocumentAboveOneMebibyteIsUnreadable() throws IOException {
    String big = " ".repeat((1 << 20) + 1);
    Path file = Files.writeString(folder.resolve("big.json"), big);
    work().put("big.json", big);
    assertUnreadable(source(file.toString()), "larger than 1 MiB");
    assertUnreadable(blob("big.json"), "larger than 1 MiB");
  }

  @Test
  void aDocumentThatIsNotUtf8IsUnreadable() throws IOException {
    byte[] latin = {'"', (byte) 0xfc, '"'};
    Path file = Files.write(folder.resolve("latin.json"), latin);
    work().put("latin.json", latin);
    assertUnreadable(source(file.toString()), "not UTF-8");
    assertUnreadable(blob("latin.json"), "not UTF-8");
  }

  @Test
  void withoutASettingThereIsNoDocument() {
    assertUnreadable(world.adapters().policySource(), "KEYHOLD_POLICIES is not set");
  }
}
