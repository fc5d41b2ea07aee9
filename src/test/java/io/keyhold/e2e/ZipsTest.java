package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keyhold.azurite.Blobs;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.http.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code ./keyhold package --zip} makes, unpacked into an empty folder and started with an
 * environment that holds the settings alone.
 */
@Tag(Blobs.ELSEWHERE)
class ZipsTest {

  @TempDir Path empty;

  @ParameterizedTest
  @MethodSource("apps")
  void everyFunctionOfAZipAnswers(String app) throws IOException {
    answers(app, zip(app + ".zip"));
  }

  /** Only who has native-image has these, so that CI does not ask for them. */
  @ParameterizedTest
  @MethodSource("apps")
  void everyFunctionOfANativeZipAnswers(String app) throws IOException {
    Path zip = PackagedApps.FOLDER.resolve(app + "-native.zip");
    assumeTrue(
        Files.exists(zip) || PackagedApps.areOthers(),
        "skipped: " + zip + " is made where native-image is on the path");
    answers(app, zip);
  }

  /** src/local is Azure, and no part of what runs there. */
  @Test
  void noZipCarriesALocalAzure() throws IOException {
    for (String app : apps()) {
      Path unpacked = Unpacked.into(empty.resolve(app), zip(app + ".zip"));
      List<String> classes = Unpacked.names(unpacked.resolve("app/app"));
      assertThat(classes).contains("io/keyhold/domain/Gate.class");
      assertThat(classes).noneMatch(name -> name.startsWith("io/keyhold/local/"));
    }
  }

  private void answers(String app, Path zip) throws IOException {
    Path unpacked = Unpacked.into(empty, zip);
    try (LocalAzure azure = LocalAzure.start(Blobs.chosen(LocalAzure.Options.instant()))) {
      new SampleFleet().accept(azure);
      try (PlainHost host = PlainHost.withNothingButSettings(unpacked, azure.settings())) {
        assertThat(host.functions()).isEqualTo(configured(app));
        for (String function : host.functions()) {
          answers(host, function);
        }
      }
      assertThat(azure.relayed()).noneMatch(asked -> asked.verdict() == Relay.Verdict.REFUSED);
    }
  }

  private static void answers(PlainHost host, String function) {
    if (host.isHttp(function)) {
      PlainHost.Answer answer = host.http(function, "GET", Map.of("id", "none"), null);
      assertThat(answer.status()).as(function).isEqualTo(200);
      assertThat(answer.statusCode()).as(function + answer.body()).isBetween(200, 499);
    } else if (host.isTimer(function)) {
      assertThat(host.timer(function).status()).as(function).isEqualTo(200);
    } else {
      assertThat(host.message(function, "{}", 1).status()).as(function).isBetween(400, 499);
    }
  }

  private static Path zip(String name) {
    return Needs.file(PackagedApps.FOLDER.resolve(name), name + " (./keyhold package --zip)");
  }

  private static Set<String> configured(String app) throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("function-config", app))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  static List<String> apps() {
    return PackagedApps.names();
  }
}
