package io.keyhold.local.blob;

import io.keyhold.local.http.Body;
import io.keyhold.local.http.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Get Blob, its properties and its metadata. */
record Reads(LocalContainer container) {

  Response get(BlobCall call) {
    var blob = readable(call);
    var range = Range.of(call.request(), blob.content().length);
    byte[] content =
        range.isPresent()
            ? Arrays.copyOfRange(blob.content(), range.get().start(), range.get().end() + 1)
            : blob.content();
    var answer = new Response(range.isPresent() ? 206 : 200, Map.of(), new Body.Bytes(content));
    if (range.isEmpty()) {
      return described(answer, blob);
    }
    var part = range.get();
    answer =
        described(answer, blob)
            .with(
                "Content-Range",
                "bytes %d-%d/%d".formatted(part.start(), part.end(), blob.content().length));
    return moved(answer, blob);
  }

  Response properties(BlobCall call) {
    var blob = readable(call);
    return described(Response.empty(200), blob)
        .with("Content-Length", String.valueOf(blob.content().length))
        .with("x-ms-access-tier", "Hot")
        .with("x-ms-access-tier-inferred", "true");
  }

  Response metadata(BlobCall call) {
    var blob = readable(call);
    return withMetadata(Answers.tagged(200, blob), blob);
  }

  private Blob readable(BlobCall call) {
    var blob = container.require(call.blob());
    Conditions.of(call.request()).read(blob);
    LeaseGuard.of(blob, call, container.now()).read();
    return blob;
  }

  /** Of a part, Content-MD5 would be that of the part: the blob's own has another name there. */
  private static Response moved(Response answer, Blob blob) {
    String md5 = blob.headers().value("Content-MD5");
    var headers = new TreeMap<>(answer.headers());
    headers.remove("Content-MD5");
    if (!md5.isEmpty()) {
      headers.put("x-ms-blob-content-md5", md5);
    }
    return new Response(answer.status(), headers, answer.body(), answer.facts());
  }

  private Response described(Response answer, Blob blob) {
    var result = answer;
    for (var header : blob.headers().values().entrySet()) {
      result = result.with(header.getKey(), header.getValue());
    }
    var lease = blob.lease().at(container.now());
    result =
        Answers.tag(result, blob)
            .with("Accept-Ranges", "bytes")
            .with("x-ms-blob-type", "BlockBlob")
            .with("x-ms-creation-time", Times.header(blob.created()))
            .with("x-ms-lease-state", lease.state())
            .with("x-ms-lease-status", lease.status())
            .with("x-ms-server-encrypted", "true");
    var duration = lease.duration();
    if (duration.isPresent()) {
      result = result.with("x-ms-lease-duration", duration.get());
    }
    return withMetadata(result, blob);
  }

  private static Response withMetadata(Response answer, Blob blob) {
    var result = answer;
    for (var entry : blob.metadata().entrySet()) {
      result = result.with(Metadata.PREFIX + entry.getKey(), entry.getValue());
    }
    return result;
  }
}
