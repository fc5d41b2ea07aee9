package io.keyhold.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.local.http.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

  @TempDir private Path folder;

  @Test
  void aFileOfSeveralCertificatesIsTrusted() throws IOException {
    Path one = folder.resolve("one.pem");
    Path two = folder.resolve("two.pem");
    Certificates.forNames(List.of("one.example")).writeAuthority(one);
    Certificates.forNames(List.of("two.example")).writeAuthority(two);
    Path both =
        Files.writeString(
            folder.resolve("both.pem"), Files.readString(one) + Files.readString(two));
    assertThat(Trust.with(both).getProtocol()).isEqualTo("TLS");
  }

  @Test
  void aFileThatIsNotThereIsAWrongSetting() {
    assertWrong(folder.resolve("none.pem"));
  }

  @Test
  void aFileWithoutCertificatesIsAWrongSetting() throws IOException {
    assertWrong(Files.writeString(folder.resolve("empty.pem"), ""));
    assertWrong(Files.writeString(folder.resolve("text.pem"), "no certificate"));
  }

  private static void assertWrong(Path file) {
    assertThatThrownBy(() -> Trust.with(file))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.SETTINGS_INVALID);
              assertThat(failure.problem().detail()).startsWith("KEYHOLD_CA_FILE");
            });
  }
}
