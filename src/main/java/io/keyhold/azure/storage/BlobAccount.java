package io.keyhold.azure.storage;

import com.azure.core.http.HttpPipeline;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.keyhold.azure.http.Lazy;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One storage account. Its client is built over the shared pipeline, so that blobs are retried and
 * timed out like everything else. Containers exist before the program starts; it never makes one.
 */
public final class BlobAccount {

  /** Holds the recovery points; immutable in production. */
  public static final String POINTS = "points";

  /** Holds what changes, and the index. */
  public static final String WORK = "work";

  private final Lazy<BlobServiceClient> client;

  /**
   * @param endpoint {@code https://<account>.blob.…}; a path is ignored
   * @param pipeline over the shared HTTP client, with tokens for storage; made when first needed
   */
  public BlobAccount(URI endpoint, Supplier<HttpPipeline> pipeline) {
    this.client =
        new Lazy<>(
            () ->
                new BlobServiceClientBuilder()
                    .endpoint("https://" + endpoint.getHost().toLowerCase(Locale.ROOT))
                    .pipeline(pipeline.get())
                    .buildClient());
  }

  BlobFolder container(String name) {
    return new BlobFolder(name, new Lazy<>(() -> client.get().getBlobContainerClient(name)));
  }

  /**
   * Asks what the caller may do with the blobs of a container.
   *
   * @param container {@code https://<account>.blob.…/<container>}
   */
  public BlobAsking asking(URI container) {
    String name = container.getPath().substring(1);
    return new BlobAsking(name, new Lazy<>(() -> client.get().getBlobContainerClient(name)));
  }
}
