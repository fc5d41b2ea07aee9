package io.keyhold.local.blob;

import io.keyhold.local.http.Response;

/** The parts that answers about a blob have in common. */
final class Answers {

  private Answers() {}

  static Response tag(Response answer, Blob blob) {
    return answer.with("ETag", blob.etag()).with("Last-Modified", Times.header(blob.modified()));
  }

  static Response tagged(int status, Blob blob) {
    return tag(Response.empty(status), blob);
  }

  static Response written(int status, Blob blob) {
    return tagged(status, blob).with("x-ms-request-server-encrypted", "true");
  }
}
