package io.keyhold.azure.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Lazy;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.CloudFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One container: small blobs, each read and written in one call. */
final class BlobFolder {

  /** The client's own time-out stands; the SDK's, which would be another one, is left out. */
  private static final Duration NO_SECOND_TIMEOUT = null;

  private static final String ANY = "*";

  private final String container;
  private final Lazy<BlobContainerClient> client;

  BlobFolder(String container, Lazy<BlobContainerClient> client) {
    this.container = container;
    this.client = client;
  }

  /** A blob as it was read. */
  record Content(byte[] bytes, String etag, Map<String, String> metadata) {}

  /** What is written with a blob. */
  record Written(byte[] bytes, String contentType, Map<String, String> metadata) {}

  Optional<Content> get(String name) {
    return unless("BlobNotFound", name, () -> content(name));
  }

  private Content content(String name) {
    BlobDownloadContentResponse response =
        client
            .get()
            .getBlobClient(name)
            .downloadContentWithResponse(null, null, NO_SECOND_TIMEOUT, Context.NONE);
    Map<String, String> metadata = response.getDeserializedHeaders().getMetadata();
    return new Content(
        response.getValue().toBytes(),
        response.getDeserializedHeaders().getETag(),
        metadata == null ? Map.of() : metadata);
  }

  /** How many bytes the blob has. */
  Optional<Long> size(String name) {
    return unless(
        "BlobNotFound", name, () -> client.get().getBlobClient(name).getProperties().getBlobSize());
  }

  /** Writes a blob that must not exist yet; empty when there is one already. Returns the ETag. */
  Optional<String> create(String name, Written written) {
    BlobRequestConditions absent = new BlobRequestConditions().setIfNoneMatch(ANY);
    return unless(
        List.of("BlobAlreadyExists", "BlobImmutableDueToPolicy", "ConditionNotMet"),
        name,
        () -> upload(name, written, absent));
  }

  /** Replaces exactly this version; empty when it is not there any more. Returns the ETag. */
  Optional<String> replace(String name, String etag, Written written) {
    BlobRequestConditions same = new BlobRequestConditions().setIfMatch(etag);
    return unless(
        List.of("ConditionNotMet", "BlobNotFound"), name, () -> upload(name, written, same));
  }

  /** Writes whatever was there before. Returns the ETag. */
  String put(String name, Written written) {
    return CloudFailures.calling(
        subject(name), () -> upload(name, written, new BlobRequestConditions()));
  }

  /** Removes the blob; no error when there is none. */
  void remove(String name) {
    CloudFailures.calling(subject(name), () -> client.get().getBlobClient(name).deleteIfExists());
  }

  private String upload(String name, Written written, BlobRequestConditions conditions) {
    return client
        .get()
        .getBlobClient(name)
        .getBlockBlobClient()
        .uploadWithResponse(
            new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(written.bytes()))
                .setHeaders(new BlobHttpHeaders().setContentType(written.contentType()))
                .setMetadata(written.metadata().isEmpty() ? null : written.metadata())
                .setRequestConditions(conditions),
            NO_SECOND_TIMEOUT,
            Context.NONE)
        .getValue()
        .getETag();
  }

  /** The lease of a blob under this id, which is not asked for yet. */
  BlobLease lease(String name, String id) {
    return new BlobLease(
        subject(name),
        new Lazy<>(
            () ->
                new BlobLeaseClientBuilder()
                    .blobClient(client.get().getBlobClient(name))
                    .leaseId(id)
                    .buildClient()));
  }

  /** Lists what is in the container. */
  BlobList list() {
    return new BlobList(container, client);
  }

  private <T> Optional<T> unless(String word, String name, Supplier<T> call) {
    return unless(List.of(word), name, call);
  }

  /** What the call returns; empty when the service answers with one of these codes. */
  private <T> Optional<T> unless(List<String> words, String name, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (CloudFailure known) {
      throw known;
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      if (trouble instanceof Trouble.Answered answer && answer.says(words.toArray(String[]::new))) {
        return Optional.empty();
      }
      throw CloudFailures.of(trouble, subject(name));
    }
  }

  private String subject(String name) {
    return container + "/" + name;
  }
}
