package io.keyhold.azure.storage;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Lazy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The names in one container; every question that Keyhold has is one about a prefix. */
final class BlobList {

  /** The client's own time-out stands; the SDK's, which would be another one, is left out. */
  private static final Duration NO_SECOND_TIMEOUT = null;

  private final String container;
  private final Lazy<BlobContainerClient> client;

  BlobList(String container, Lazy<BlobContainerClient> client) {
    this.container = container;
    this.client = client;
  }

  /** A page of names, and what to ask the next one with. */
  record Page(List<String> names, Optional<String> continuation) {}

  /** The names of all blobs that begin with this, in order. */
  List<String> names(String prefix) {
    return CloudFailures.calling(
        container + "/" + prefix,
        () ->
            client
                .get()
                .listBlobs(new ListBlobsOptions().setPrefix(prefix), NO_SECOND_TIMEOUT)
                .stream()
                .map(BlobItem::getName)
                .toList());
  }

  /** One page of the names that begin with this; it may be short, or empty, and not the last. */
  Page names(String prefix, Optional<String> continuation, int size) {
    return CloudFailures.calling(
        container + "/" + prefix,
        () -> {
          PagedResponse<BlobItem> page =
              client
                  .get()
                  .listBlobs(new ListBlobsOptions().setPrefix(prefix), NO_SECOND_TIMEOUT)
                  .iterableByPage(continuation.orElse(null), size)
                  .iterator()
                  .next();
          return new Page(
              page.getValue().stream().map(BlobItem::getName).toList(), continuation(page));
        });
  }

  private static Optional<String> continuation(PagedResponse<BlobItem> page) {
    return Optional.ofNullable(page.getContinuationToken()).filter(token -> !token.isEmpty());
  }

  /** The first path segments that begin with this, in order. */
  List<String> folders(String prefix) {
    return CloudFailures.calling(
        container + "/" + prefix,
        () ->
            client
                .get()
                .listBlobsByHierarchy(
                    "/", new ListBlobsOptions().setPrefix(prefix), NO_SECOND_TIMEOUT)
                .stream()
                .filter(item -> Boolean.TRUE.equals(item.isPrefix()))
                .map(BlobList::folder)
                .toList());
  }

  /** One page of all first path segments; a page may be short, or empty, and not be the last. */
  Page folders(Optional<String> continuation, int size) {
    return CloudFailures.calling(
        container,
        () -> {
          PagedResponse<BlobItem> page =
              client
                  .get()
                  .listBlobsByHierarchy("/", new ListBlobsOptions(), NO_SECOND_TIMEOUT)
                  .iterableByPage(continuation.orElse(null), size)
                  .iterator()
                  .next();
          return new Page(
              page.getValue().stream()
                  .filter(item -> Boolean.TRUE.equals(item.isPrefix()))
                  .map(BlobList::folder)
                  .toList(),
              continuation(page));
        });
  }

  private static String folder(BlobItem prefix) {
    return prefix.getName().substring(0, prefix.getName().length() - 1);
  }
}
