package io.keyhold.local.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import io.keyhold.local.http.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local Azure as a whole. */
class LocalAzureTest {

  @Test
  void twoStandSideBySideAndKnowNothingOfEachOther() {
    try (var one = LocalAzure.start(LocalAzure.Options.instant());
        var other = LocalAzure.start(LocalAzure.Options.instant())) {
      one.vaults().create("kv-prod");
      assertThat(other.vaults().exists("kv-prod.vault.azure.net")).isFalse();
      assertThat(one.settings().get("HTTPS_PROXY"))
          .isNotEqualTo(other.settings().get("HTTPS_PROXY"));
    }
  }

  @Test
  void whatIsTemporaryIsGoneAfterwards() {
    Path authority;
    try (var azure = LocalAzure.start(LocalAzure.Options.inMemory())) {
      authority = Path.of(azure.settings().get("KEYHOLD_CA_FILE"));
      assertThat(authority).exists();
    }
    assertThat(authority.getParent()).doesNotExist();
  }

  @Test
  void blobsInAFolderAreThereForTheNextOne(@TempDir Path folder) {
    var options = LocalAzure.Options.inMemory().folder(folder);
    try (var azure = LocalAzure.start(options)) {
      azure.blobs().container(LocalAzure.ACCOUNT, "points").put("a/0001.json", "{}");
    }
    try (var azure = LocalAzure.start(options)) {
      assertThat(azure.blobs().container(LocalAzure.ACCOUNT, "points").readText("a/0001.json"))
          .contains("{}");
    }
    assertThat(Files.exists(folder.resolve("ca.pem"))).isTrue();
  }

  @Test
  void theClockStartsWhereItIsToldTo() {
    var start = Instant.parse("2031-05-06T07:08:09Z");
    try (var azure = LocalAzure.start(LocalAzure.Options.instant().startAt(start))) {
      assertThat(azure.clock().instant()).isBetween(start, start.plusSeconds(60));
    }
  }

  @Test
  void theLongestSuffixIsTheService() {
    var services = new Services();
    Service wide = request -> Response.empty(200);
    Service narrow = request -> Response.empty(200);
    services.register(".net", wide);
    services.register(".vault.azure.net", narrow);
    assertThat(services.find("kv.vault.azure.net").orElseThrow().service()).isSameAs(narrow);
    assertThat(services.find("vault.azure.org")).isEmpty();
  }
}
