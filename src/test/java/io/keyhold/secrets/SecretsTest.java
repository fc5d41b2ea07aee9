package io.keyhold.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Key material is found in every form in which it may be written, wherever it begins. */
class SecretsTest {

  private static final long SEED = 20261124;

  private final Random random = new Random(SEED);

  @Test
  void aSecretIsFoundInEveryFormAndAtEveryPlace() {
    for (int length : new int[] {12, 13, 14, 16, 32, 48, 64, 128, 172, 256}) {
      byte[] secret = bytes(length);
      Secrets secrets = knowing(secret);
      forms(secret)
          .forEach(
              (form, written) -> {
                for (int before : new int[] {0, 1, 2, 3, 7, 8, 1_000}) {
                  byte[] content = join(bytes(before), written, bytes(random.nextInt(40)));
                  assertThat(secrets.in(content))
                      .as("%s of %d bytes after %d", form, length, before)
                      .isNotEmpty();
                }
              });
    }
  }

  @Test
  void aSecretIsFoundInTheMiddleOfWhatWasEncodedAsAWhole() {
    for (int round = 0; round < 200; round++) {
      byte[] secret = bytes(16 + random.nextInt(64));
      Secrets secrets = knowing(secret);
      byte[] whole = join(bytes(random.nextInt(50)), secret, bytes(random.nextInt(50)));
      forms(whole).forEach((form, text) -> assertThat(secrets.in(text)).as(form).isNotEmpty());
    }
  }

  @Test
  void aValueInBase64IsKnownAsTheBytesThatItStandsForToo() {
    byte[] key = bytes(96);
    Secrets secrets = new Secrets();
    secrets.learnText(Base64.getEncoder().encodeToString(key));
    assertThat(secrets.in(join(bytes(3), key, bytes(3)))).isNotEmpty();
    assertThat(secrets.in(HexFormat.of().formatHex(key))).isNotEmpty();
    assertThat(secrets.in(Base64.getUrlEncoder().withoutPadding().encodeToString(key)))
        .isNotEmpty();
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    Secrets secrets = new Secrets();
    for (int i = 0; i < 2_000; i++) {
      secrets.learn(bytes(32));
    }
    assertThat(secrets.size()).isEqualTo(2_000);
    assertThat(secrets.in(bytes(4 << 20))).isEmpty();
    assertThat(secrets.in(Base64.getEncoder().encodeToString(bytes(1 << 20)))).isEmpty();
    assertThat(secrets.in("")).isEmpty();
  }

  @Test
  void whatIsShortOrNothingButOneByteIsNotLookedFor() {
    assertThat(knowing(bytes(Secrets.SHORTEST - 1)).size()).isZero();
    assertThat(knowing(new byte[64]).size()).isZero();
  }

  @Test
  void whatIsSaidOfAFindIsNotTheSecret() {
    byte[] secret = "correct horse battery staple".getBytes(StandardCharsets.US_ASCII);
    assertThat(knowing(secret).in("… correct horse battery staple …"))
        .containsExactly("a secret of 28 bytes as JSON", "a secret of 28 bytes as raw");
  }

  private static Secrets knowing(byte[] secret) {
    Secrets secrets = new Secrets();
    secrets.learn(secret);
    return secrets;
  }

  private static Map<String, byte[]> forms(byte[] bytes) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("raw", bytes);
    forms.put("hex", ascii(HexFormat.of().formatHex(bytes)));
    forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
    forms.put("base64", Base64.getEncoder().encode(bytes));
    forms.put("base64 without padding", Base64.getEncoder().withoutPadding().encode(bytes));
    forms.put("base64url", Base64.getUrlEncoder().encode(bytes));
    forms.put("base64url without padding", Base64.getUrlEncoder().withoutPadding().encode(bytes));
    return forms;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
