package io.keyhold.local.arm;

import io.keyhold.local.http.Body;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** A blob that a valid URL leads to: a disk's bytes and the footer behind them. */
record DiskRead(Content content, String uniqueId) {

  private static final int LONGEST_MD5_RANGE = 4 * 1024 * 1024;

  private long length() {
    return content.size() + VhdFooter.LENGTH;
  }

  String etag() {
    return "\"0x" + uniqueId.replace("-", "").substring(0, 15).toUpperCase(Locale.ROOT) + "\"";
  }

  /** The whole or a range. */
  Response answer(Request request) {
    long length = length();
    var range = ByteRange.of(request, length);
    if (range.isPresent() && !range.get().satisfiable(length)) {
      return DiskBlobs.failure(
              416,
              "InvalidRange",
              "The range specified is invalid for the current size of the resource.")
          .with("Content-Range", "bytes */" + length);
    }
    var part = range.orElse(new ByteRange(0, length - 1));
    var body = body(part);
    var response =
        new Response(
                range.isPresent() ? 206 : 200,
                Map.of("Content-Type", "application/octet-stream"),
                body)
            .with("Accept-Ranges", "bytes")
            .with("ETag", etag())
            .with("Last-Modified", date(Instant.EPOCH))
            .with("x-ms-blob-type", "PageBlob")
            .with("x-ms-blob-sequence-number", "0")
            .with("x-ms-lease-status", "unlocked")
            .with("x-ms-lease-state", "available")
            .with("x-ms-server-encrypted", "true")
            .fact("uniqueId", uniqueId)
            .fact("bytes", part.start() + "-" + part.end());
    if (range.isPresent()) {
      response =
          response.with("Content-Range", "bytes " + part.start() + "-" + part.end() + "/" + length);
    }
    boolean hashed =
        request.header("x-ms-range-get-content-md5").filter("true"::equalsIgnoreCase).isPresent();
    return hashed && part.size() <= LONGEST_MD5_RANGE
        ? response.with("Content-MD5", md5(body))
        : response;
  }

  private Body body(ByteRange range) {
    long data = content.size();
    var parts = new ArrayList<Body>();
    if (range.start() < data) {
      long end = Math.min(range.end(), data - 1);
      parts.add(new Body.FileRange(content.file(), range.start(), end - range.start() + 1));
    }
    if (range.end() >= data) {
      int from = (int) Math.max(range.start() - data, 0);
      int to = (int) (range.end() - data) + 1;
      var footer = VhdFooter.of(data, uniqueId);
      parts.add(new Body.Bytes(Arrays.copyOfRange(footer, from, to)));
    }
    return parts.size() == 1 ? parts.getFirst() : new Body.Joined(parts);
  }

  private static String md5(Body body) {
    try {
      var bytes = new ByteArrayOutputStream();
      body.writeTo(bytes);
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("MD5").digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String date(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }
}
