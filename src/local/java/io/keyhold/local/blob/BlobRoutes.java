package io.keyhold.local.blob;

import io.keyhold.local.http.Response;

/** Finds out what a call on a container or a blob asks for, and which data action it needs. */
final class BlobRoutes {

  private static final String CONTAINERS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/";
  private static final String BLOBS = CONTAINERS + "blobs/";

  private BlobRoutes() {}

  static String action(BlobCall call) {
    String verb = call.verb();
    boolean read = verb.startsWith("GET") || verb.startsWith("HEAD");
    if (call.ofContainer() && !verb.equals("GET list")) {
      return CONTAINERS + (read ? "read" : verb.startsWith("DELETE") ? "delete" : "write");
    }
    return BLOBS + (read ? "read" : verb.equals("DELETE") ? "delete" : "write");
  }

  static Response of(BlobCall call, LocalContainer container) {
    return call.ofContainer() ? container(call, container) : blob(call, container);
  }

  private static Response container(BlobCall call, LocalContainer container) {
    return switch (call.verb()) {
      case "GET list" -> new Listing(container).list(call);
      case "GET", "HEAD", "GET metadata", "HEAD metadata" -> properties(container);
      case "PUT" ->
          throw BlobError.of(
              409, "ContainerAlreadyExists", "The specified container already exists.");
      case "DELETE" -> throw BlobError.permissionMismatch();
      default -> throw BlobError.notImplemented(call.verb());
    };
  }

  private static Response blob(BlobCall call, LocalContainer container) {
    return switch (call.verb()) {
      case "GET" -> new Reads(container).get(call);
      case "HEAD" -> new Reads(container).properties(call);
      case "GET metadata", "HEAD metadata" -> new Reads(container).metadata(call);
      case "PUT" -> new Writes(container).put(call);
      case "PUT block" -> new BlockWrites(container).putBlock(call);
      case "PUT blocklist" -> new BlockWrites(container).putBlockList(call);
      case "GET blocklist" -> new BlockList(container).get(call);
      case "PUT metadata" -> new Writes(container).setMetadata(call);
      case "PUT properties" -> new Writes(container).setProperties(call);
      case "PUT lease" -> new LeaseCalls(container).lease(call);
      case "DELETE" -> new Writes(container).delete(call);
      default -> throw BlobError.notImplemented(call.verb());
    };
  }

  private static Response properties(LocalContainer container) {
    return Response.empty(200)
        .with("ETag", container.etag())
        .with("Last-Modified", Times.header(container.created()))
        .with("x-ms-lease-status", "unlocked")
        .with("x-ms-lease-state", "available")
        .with("x-ms-has-immutability-policy", String.valueOf(container.isImmutable()))
        .with("x-ms-has-legal-hold", "false")
        .with("x-ms-immutable-storage-with-versioning-enabled", "false")
        .with("x-ms-default-encryption-scope", "$account-encryption-key")
        .with("x-ms-deny-encryption-scope-override", "false");
  }
}
