package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The checksums that travel with a body. */
final class Checksums {

  private static final long STORAGE_POLYNOMIAL = 0x9A6C_9329_AC4B_C9B5L;

  private Checksums() {}

  static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses a body that is not the one that the header speaks of. */
  static void check(Request request) {
    request
        .header("content-md5")
        .ifPresent(
            given -> {
              if (!given.matches("[A-Za-z0-9+/]{22}==")) {
                throw BlobError.of(
                    400,
                    "InvalidMd5",
                    "The MD5 value specified in the request is invalid. MD5 value must be 128 bits"
                        + " and base64-encoded.");
              }
              String computed = md5(request.body());
              if (!given.equals(computed)) {
                throw BlobError.of(
                        400,
                        "Md5Mismatch",
                        "The MD5 value specified in the request did not match with the MD5 value"
                            + " calculated by the server.")
                    .detail("UserSpecifiedMd5", given)
                    .detail("ServerCalculatedMd5", computed);
              }
            });
  }

  /** CRC-64 by the polynomial of Azure Storage, lowest byte first, in base64. */
  static String crc64(byte[] bytes) {
    long crc = -1;
    for (byte next : bytes) {
      crc ^= next & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ STORAGE_POLYNOMIAL;
      }
    }
    byte[] sum = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(~crc).array();
    return Base64.getEncoder().encodeToString(sum);
  }
}
