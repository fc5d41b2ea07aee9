package io.keyhold.local.blob;

import io.keyhold.local.http.Response;

/** What changes a blob as a whole: put, metadata, properties, delete. */
record Writes(LocalContainer container) {

  Response put(BlobCall call) {
    var request = call.request();
    String type =
        request
            .header("x-ms-blob-type")
            .orElseThrow(() -> BlobError.missingHeader("x-ms-blob-type"));
    switch (type) {
      case "BlockBlob" -> {}
      case "PageBlob", "AppendBlob" -> throw BlobError.notImplemented(type);
      default -> throw BlobError.invalidHeader("x-ms-blob-type", type);
    }
    if (request.header("x-ms-copy-source").isPresent()) {
      throw BlobError.notImplemented("x-ms-copy-source");
    }
    var lease = target(call).writable();
    Checksums.check(request);
    String md5 = Checksums.md5(request.body());
    container.blocks().forget(call.blob());
    var blob = target(call).written(request.body(), ContentHeaders.ofWrite(request, md5), lease);
    return Answers.written(201, blob).with("Content-MD5", md5);
  }

  Response setMetadata(BlobCall call) {
    var blob = container.require(call.blob());
    var changed = blob.with(target(call).writable());
    return Answers.written(
        200,
        container.keep(
            changed.withMetadata(
                Metadata.of(call.request()), container.nextTag(), container.now())));
  }

  Response setProperties(BlobCall call) {
    var blob = container.require(call.blob());
    var changed = blob.with(target(call).writable());
    return Answers.tagged(
        200,
        container.keep(
            changed.with(
                ContentHeaders.replaced(call.request()), container.nextTag(), container.now())));
  }

  Response delete(BlobCall call) {
    container.require(call.blob());
    target(call).writable();
    container.delete(call.blob());
    return Response.empty(202).with("x-ms-delete-type-permanent", "true");
  }

  private WriteTarget target(BlobCall call) {
    return new WriteTarget(container, call);
  }
}
