package io.keyhold.azure.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Lazy;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.DataAccess.Answer;
import io.keyhold.domain.DataRight;
import java.time.Duration;

/**
 * Asks the blob service about a blob that does not exist: to read it, and to write or delete the
 * one with an ETag that no blob has, which can do nothing. Rights are looked at before conditions.
 */
public final class BlobAsking {

  private static final String NOTHING = "check-access/nothing";

  /** ETags are quoted hexadecimal numbers; a blob has never had this one. */
  private static final String NO_ETAG = "\"0x0\"";

  /** The client's own time-out stands; the SDK's, which would be another one, is left out. */
  private static final Duration NO_SECOND_TIMEOUT = null;

  private final String container;
  private final Lazy<BlobContainerClient> client;

  BlobAsking(String container, Lazy<BlobContainerClient> client) {
    this.container = container;
    this.client = client;
  }

  public Answer ask(DataRight right) {
    try {
      call(right, client.get().getBlobClient(NOTHING));
      return new Answer.Allowed();
    } catch (RuntimeException failure) {
      return meaning(Troubles.of(failure));
    }
  }

  private static void call(DataRight right, BlobClient blob) {
    BlobRequestConditions never = new BlobRequestConditions().setIfMatch(NO_ETAG);
    switch (right) {
      case READ_BLOB -> blob.downloadContent();
      case WRITE_BLOB ->
          blob.getBlockBlobClient()
              .uploadWithResponse(
                  new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(new byte[0]))
                      .setRequestConditions(never),
                  NO_SECOND_TIMEOUT,
                  Context.NONE);
      case DELETE_BLOB -> blob.deleteWithResponse(null, never, NO_SECOND_TIMEOUT, Context.NONE);
      case READ_KEY, READ_SECRET_METADATA, UNWRAP, GET_SECRET ->
          throw new IllegalArgumentException(right + " is no right to blobs");
    }
  }

  private Answer meaning(Trouble trouble) {
    if (trouble instanceof Trouble.Answered answer) {
      if (answer.says("BlobNotFound", "ConditionNotMet")) {
        return new Answer.Allowed();
      }
      if (answer.says("AuthorizationPermissionMismatch")) {
        return new Answer.Denied(false);
      }
    }
    return new Answer.Unknown(CloudFailures.problem(trouble, container));
  }
}
