package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The MD5 that travels with a body. */
final class Checksums {

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
                    "The MD5 value specified in the request is invalid. MD5 value must be 128 bits and base64-encoded.");
              }
              String computed = md5(request.body());
              if (!given.equals(computed)) {
                throw BlobError.of(
                        400,
                        "Md5Mismatch",
                        "The MD5 value specified in the request did not match with the MD5 value calculated by the server.")
                    .detail("UserSpecifiedMd5", given)
                    .detail("ServerCalculatedMd5", computed);
              }
            });
  }
}
