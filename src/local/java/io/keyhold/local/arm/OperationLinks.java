package io.keyhold.local.arm;

import io.keyhold.local.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signed URLs of operations, three to four kilobytes long, as they are since autumn 2023:
 * {@code p} (a partition), {@code api-version}, {@code t} (.NET ticks), {@code c} (a certificate),
 * {@code s} (a signature) and {@code h} (a hash). They have to be followed verbatim.
 */
final class OperationLinks {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** .NET counts ticks of 100 ns from the year 1. */
  private static final long EPOCH_TICKS = 621_355_968_000_000_000L;

  /** The recorded certificate has 2.8 kB as text. */
  private static final int CERTIFICATE_BYTES = 2100;

  private static final int SIGNATURE_BYTES = 256;

  private final byte[] secret = new byte[32];
  private final String certificate;

  OperationLinks(byte[] serverCertificate) {
    var random = new SecureRandom();
    random.nextBytes(secret);
    var bytes = new byte[CERTIFICATE_BYTES];
    random.nextBytes(bytes);
    System.arraycopy(
        serverCertificate, 0, bytes, 0, Math.min(serverCertificate.length, bytes.length));
    certificate = ENCODER.encodeToString(bytes);
  }

  /** The URL to poll. */
  String poll(String path, String location, String apiVersion, Instant at) {
    return link(path, location, "", apiVersion, at);
  }

  /** The URL that has the bare result. */
  String monitor(String path, String location, String apiVersion, Instant at) {
    return link(path, location, "monitor=true&", apiVersion, at);
  }

  /** Whether a poll's URL is one that was handed out, unchanged. */
  boolean holds(Request request) {
    var query = request.query();
    var monitor = query.containsKey("monitor") ? "monitor=true&" : "";
    var signed =
        signed(
            request.path(),
            query.getOrDefault("p", ""),
            monitor,
            query.getOrDefault("api-version", ""),
            query.getOrDefault("t", ""));
    return certificate.equals(query.get("c"))
        && signature(signed).equals(query.get("s"))
        && hash(signed).equals(query.get("h"));
  }

  private String link(String path, String location, String monitor, String apiVersion, Instant at) {
    var partition = UUID.nameUUIDFromBytes(location.getBytes(StandardCharsets.UTF_8)).toString();
    return link(path, partition, "p=" + partition + "&" + monitor, monitor, apiVersion, at);
  }

  /** The URL of a provider that has no partitions, such as Microsoft.Network. */
  String unpartitioned(String path, String apiVersion, Instant at) {
    return link(path, "", "", "", apiVersion, at);
  }

  private String link(
      String path, String partition, String head, String monitor, String apiVersion, Instant at) {
    var ticks = Long.toString(EPOCH_TICKS + at.getEpochSecond() * 10_000_000 + at.getNano() / 100);
    var signed = signed(path, partition, monitor, apiVersion, ticks);
    return "https://management.azure.com%s?%sapi-version=%s&t=%s&c=%s&s=%s&h=%s"
        .formatted(path, head, apiVersion, ticks, certificate, signature(signed), hash(signed));
  }

  private static String signed(
      String path, String partition, String monitor, String apiVersion, String ticks) {
    return String.join("|", path, partition, monitor, apiVersion, ticks);
  }

  private String signature(String signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      var result = new byte[SIGNATURE_BYTES];
      for (int at = 0; at < SIGNATURE_BYTES; at += 32) {
        mac.update((byte) at);
        System.arraycopy(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)), 0, result, at, 32);
      }
      return ENCODER.encodeToString(result);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String hash(String signed) {
    try {
      var text = signed + "|" + signature(signed);
      var digest = MessageDigest.getInstance("SHA-256");
      return ENCODER.encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
