package io.keyhold.azure.storage;

import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlobAcquireLeaseOptions;
import com.azure.storage.blob.options.BlobReleaseLeaseOptions;
import com.azure.storage.blob.options.BlobRenewLeaseOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Lazy;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.Leases;
import java.time.Duration;

/** The lease of one blob, under an id of its holder's. */
final class BlobLease implements Leases.Lease {

  /** The client's own time-out stands; the SDK's, which would be another one, is left out. */
  private static final Duration NO_SECOND_TIMEOUT = null;

  /** What Lease Blob answers where another holder, or none, has the lease. */
  private static final String[] NOT_OURS = {
    "LeaseAlreadyPresent",
    "LeaseIdMismatchWithLeaseOperation",
    "LeaseIsBreakingAndCannotBeAcquired",
    "LeaseIsBrokenAndCannotBeRenewed",
    "LeaseNotPresentWithLeaseOperation"
  };

  /** What became of an attempt to hold it. */
  enum Answer {
    HELD,
    TAKEN,
    NO_BLOB
  }

  private final String subject;
  private final Lazy<BlobLeaseClient> client;

  BlobLease(String subject, Lazy<BlobLeaseClient> client) {
    this.subject = subject;
    this.client = client;
  }

  Answer acquire(Duration time) {
    return asking(
        () ->
            client
                .get()
                .acquireLeaseWithResponse(
                    new BlobAcquireLeaseOptions((int) time.toSeconds()),
                    NO_SECOND_TIMEOUT,
                    Context.NONE));
  }

  @Override
  public boolean renew() {
    Answer answer =
        asking(
            () ->
                client
                    .get()
                    .renewLeaseWithResponse(
                        new BlobRenewLeaseOptions(), NO_SECOND_TIMEOUT, Context.NONE));
    return answer == Answer.HELD;
  }

  @Override
  public void release() {
    asking(
        () ->
            client
                .get()
                .releaseLeaseWithResponse(
                    new BlobReleaseLeaseOptions(), NO_SECOND_TIMEOUT, Context.NONE));
  }

  private Answer asking(Runnable call) {
    try {
      call.run();
      return Answer.HELD;
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      if (trouble instanceof Trouble.Answered answer && answer.says(NOT_OURS)) {
        return Answer.TAKEN;
      }
      if (trouble instanceof Trouble.Answered answer && answer.says("BlobNotFound")) {
        return Answer.NO_BLOB;
      }
      throw CloudFailures.of(trouble, subject);
    }
  }
}
