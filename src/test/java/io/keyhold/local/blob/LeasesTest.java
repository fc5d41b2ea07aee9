package io.keyhold.local.blob;

import static io.keyhold.local.blob.BlobFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases through the real client, their time on the movable clock. */
class LeasesTest {

  private final BlobFixture fixture = new BlobFixture();

  @BeforeEach
  void aBlobIsThere() {
    fixture.container.put("lock", "");
  }

  @Test
  void onlyOneHoldsALease() {
    lease().acquireLease(30);
    assertRefused(409, "LeaseAlreadyPresent", () -> lease().acquireLease(30));
    assertThat(fixture.container.leaseState("lock")).contains("leased");
  }

  @Test
  void anEndedLeaseIsFreeForOthers() {
    lease().acquireLease(30);
    fixture.clock.advance(Duration.ofSeconds(31));
    assertThat(fixture.client().getBlobClient("lock").getProperties().getLeaseState())
        .isEqualTo(LeaseStateType.EXPIRED);
    lease().acquireLease(30);
  }

  @Test
  void aHolderRenewsAndReleases() {
    var holder = lease();
    holder.acquireLease(30);
    fixture.clock.advance(Duration.ofSeconds(20));
    holder.renewLease();
    fixture.clock.advance(Duration.ofSeconds(20));
    assertRefused(409, "LeaseAlreadyPresent", () -> lease().acquireLease(30));
    holder.releaseLease();
    assertThat(fixture.container.leaseState("lock")).contains("available");
  }

  @Test
  void aLostLeaseIsNotRenewed() {
    var holder = lease();
    holder.acquireLease(30);
    fixture.clock.advance(Duration.ofSeconds(31));
    lease().acquireLease(30);
    assertRefused(409, "LeaseIdMismatchWithLeaseOperation", holder::renewLease);
  }

  @Test
  void aWriterNeedsTheLease() {
    var holder = lease();
    holder.acquireLease(-1);
    assertRefused(412, "LeaseIdMissing", () -> write(""));
    assertRefused(
        412, "LeaseIdMismatchWithBlobOperation", () -> write(UUID.randomUUID().toString()));
    write(holder.getLeaseId());
    assertRefused(412, "LeaseIdMissing", () -> fixture.client().getBlobClient("lock").delete());
    holder.releaseLease();
    assertRefused(412, "LeaseNotPresentWithBlobOperation", () -> write(holder.getLeaseId()));
    fixture.client().getBlobClient("lock").delete();
  }

  @Test
  void aWriterWhoseLeaseHasEndedIsTold() {
    var holder = lease();
    holder.acquireLease(15);
    fixture.clock.advance(Duration.ofSeconds(16));
    assertRefused(412, "LeaseLost", () -> write(holder.getLeaseId()));
    write("");
    assertThat(fixture.container.leaseState("lock")).contains("available");
  }

  @Test
  void aBrokenLeaseIsHeldUntilItsPeriodIsOver() {
    var holder = lease();
    holder.acquireLease(-1);
    assertThat(
            lease()
                .breakLeaseWithResponse(
                    new BlobBreakLeaseOptions().setBreakPeriod(Duration.ofSeconds(10)),
                    null,
                    Context.NONE)
                .getValue())
        .isEqualTo(10);
    assertThat(fixture.container.leaseState("lock")).contains("breaking");
    assertRefused(409, "LeaseAlreadyPresent", () -> lease().acquireLease(15));
    assertRefused(409, "LeaseIsBrokenAndCannotBeRenewed", holder::renewLease);
    fixture.clock.advance(Duration.ofSeconds(11));
    assertThat(fixture.container.leaseState("lock")).contains("broken");
    lease().acquireLease(15);
  }

  @Test
  void aHolderChangesTheIdOfItsLease() {
    var holder = lease();
    holder.acquireLease(30);
    String other = UUID.randomUUID().toString();
    holder.changeLease(other);
    write(other);
  }

  @Test
  void aLeaseLastsFifteenToSixtySecondsOrForEver() {
    assertRefused(400, "InvalidHeaderValue", () -> lease().acquireLease(61));
    assertRefused(400, "InvalidHeaderValue", () -> lease().acquireLease(14));
  }

  @Test
  void nothingCannotBeLeased() {
    var nothing =
        new BlobLeaseClientBuilder()
            .blobClient(fixture.client().getBlobClient("nothing"))
            .buildClient();
    assertRefused(404, "BlobNotFound", () -> nothing.acquireLease(30));
  }

  private BlobLeaseClient lease() {
    return new BlobLeaseClientBuilder()
        .blobClient(fixture.client().getBlobClient("lock"))
        .buildClient();
  }

  private void write(String leaseId) {
    var conditions =
        leaseId.isEmpty()
            ? new BlobRequestConditions()
            : new BlobRequestConditions().setLeaseId(leaseId);
    fixture
        .client()
        .getBlobClient("lock")
        .getBlockBlobClient()
        .uploadWithResponse(
            new BlockBlobSimpleUploadOptions(BinaryData.fromString("x"))
                .setRequestConditions(conditions),
            null,
            Context.NONE);
  }
}
