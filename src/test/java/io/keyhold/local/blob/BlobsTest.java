package io.keyhold.local.blob;

import static io.keyhold.local.blob.BlobFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blobs through the real client. */
class BlobsTest {

  private final BlobFixture fixture = new BlobFixture();

  @Test
  void aBlobIsReadAsItWasWritten() {
    var blob = fixture.client().getBlobClient("20260101T020000Z-abc/0001.json");
    blob.upload(BinaryData.fromString("{\"state\":\"gated\"}"));
    assertThat(blob.downloadContent().toString()).isEqualTo("{\"state\":\"gated\"}");
    assertThat(fixture.container.readText("20260101T020000Z-abc/0001.json"))
        .contains("{\"state\":\"gated\"}");
  }

  @Test
  void anEmptyBlobIsReadToo() {
    var blob = fixture.client().getBlobClient("marker");
    blob.upload(BinaryData.fromBytes(new byte[0]));
    assertThat(blob.downloadContent().toBytes()).isEmpty();
    assertThat(blob.getProperties().getBlobSize()).isZero();
  }

  @Test
  void aSecondWriterThatWantsToBeTheFirstIsRefused() {
    var blob = fixture.client().getBlobClient("0001.json");
    blob.upload(BinaryData.fromString("one"));
    assertRefused(409, "BlobAlreadyExists", () -> blob.upload(BinaryData.fromString("two"), false));
    assertThat(blob.downloadContent().toString()).isEqualTo("one");
  }

  @Test
  void aWriterWithAnOldTagIsRefused() {
    var blob = fixture.client().getBlobClient("rota").getBlockBlobClient();
    var first = upload("rota", "one", new BlobRequestConditions());
    var second = upload("rota", "two", new BlobRequestConditions().setIfMatch(first));
    assertThat(second).isNotEqualTo(first);
    assertRefused(
        412,
        "ConditionNotMet",
        () -> upload("rota", "three", new BlobRequestConditions().setIfMatch(first)));
    assertRefused(
        412,
        "ConditionNotMet",
        () ->
            blob.deleteWithResponse(
                null, new BlobRequestConditions().setIfMatch(first), null, Context.NONE));
    assertRefused(
        412,
        "ConditionNotMet",
        () -> upload("nothing", "x", new BlobRequestConditions().setIfMatch(first)));
  }

  @Test
  void aWriterWhoseTimeHasPassedIsRefused() {
    upload("rota", "one", new BlobRequestConditions());
    var before = OffsetDateTime.ofInstant(fixture.clock.instant(), ZoneOffset.UTC).minusMinutes(1);
    assertRefused(
        412,
        "ConditionNotMet",
        () -> upload("rota", "two", new BlobRequestConditions().setIfUnmodifiedSince(before)));
    upload("rota", "two", new BlobRequestConditions().setIfUnmodifiedSince(before.plusMinutes(2)));
  }

  @Test
  void aReaderWhoKnowsTheTagIsToldSo() {
    var tag = upload("rota", "one", new BlobRequestConditions());
    var blob = fixture.client().getBlobClient("rota");
    assertRefused(
        304,
        "ConditionNotMet",
        () ->
            blob.downloadContentWithResponse(
                null, new BlobRequestConditions().setIfNoneMatch(tag), null, Context.NONE));
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertRefused(404, "BlobNotFound", () -> fixture.client().getBlobClient("x").downloadContent());
    assertRefused(404, "BlobNotFound", () -> fixture.client().getBlobClient("x").getProperties());
    assertRefused(404, "BlobNotFound", () -> fixture.client().getBlobClient("x").delete());
    assertRefused(
        404,
        "ContainerNotFound",
        () -> fixture.client("nowhere").getBlobClient("x").downloadContent());
    assertThat(fixture.client().getBlobClient("x").exists()).isFalse();
    assertThat(fixture.client("nowhere").exists()).isFalse();
    assertThat(fixture.client().exists()).isTrue();
  }

  @Test
  void aRangeIsAPartOfTheBlob() {
    var blob = fixture.client().getBlobClient("x");
    blob.upload(BinaryData.fromString("0123456789"));
    var out = new ByteArrayOutputStream();
    var answer =
        blob.downloadStreamWithResponse(
            out, new BlobRange(2, 3L), null, null, false, null, Context.NONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("234");
    assertThat(answer.getStatusCode()).isEqualTo(206);
    assertThat(answer.getHeaders().getValue(HttpHeaderName.CONTENT_RANGE))
        .isEqualTo("bytes 2-4/10");
    assertRefused(
        416,
        "InvalidRange",
        () ->
            blob.downloadStreamWithResponse(
                out, new BlobRange(10), null, null, false, null, Context.NONE));
  }

  @Test
  void headersAndMetadataAreKeptAndChanged() {
    var blob = fixture.client().getBlobClient("x");
    blob.uploadWithResponse(
        new BlobParallelUploadOptions(BinaryData.fromString("{}"))
            .setHeaders(new BlobHttpHeaders().setContentType("application/json"))
            .setMetadata(Map.of("run", "r-1")),
        null,
        Context.NONE);
    assertThat(blob.getProperties().getContentType()).isEqualTo("application/json");
    assertThat(blob.getProperties().getMetadata()).containsEntry("run", "r-1");
    blob.setMetadata(Map.of("run", "r-2"));
    blob.setHttpHeaders(new BlobHttpHeaders().setContentType("text/plain"));
    assertThat(blob.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(blob.getProperties().getMetadata()).containsEntry("run", "r-2");
  }

  @Test
  void aLargeUploadComesInBlocks() {
    var content = new byte[3 * 1024 * 1024 + 17];
    new Random(1).nextBytes(content);
    var blob = fixture.client().getBlobClient("large");
    blob.uploadWithResponse(
        new BlobParallelUploadOptions(new ByteArrayInputStream(content))
            .setParallelTransferOptions(
                new ParallelTransferOptions()
                    .setBlockSizeLong(1024L * 1024)
                    .setMaxSingleUploadSizeLong(1024L * 1024)),
        null,
        Context.NONE);
    assertThat(blob.downloadContent().toBytes()).isEqualTo(content);
    assertThat(blob.getBlockBlobClient().listBlocks(BlockListType.ALL).getCommittedBlocks())
        .hasSize(4);
  }

  @Test
  void stagedBlocksAreNoBlobUntilTheyAreCommitted() {
    var blob = fixture.client().getBlobClient("x").getBlockBlobClient();
    String id = Base64.getEncoder().encodeToString("0001".getBytes(StandardCharsets.UTF_8));
    blob.stageBlock(id, BinaryData.fromString("one"));
    assertThat(blob.exists()).isFalse();
    assertRefused(400, "InvalidBlockList", () -> blob.commitBlockList(List.of("AAAA")));
    blob.commitBlockList(List.of(id));
    assertThat(blob.downloadContent().toString()).isEqualTo("one");
    assertRefused(409, "BlobAlreadyExists", () -> blob.commitBlockList(List.of(id), false));
  }

  @Test
  void aBodyThatIsNotTheOneOfItsHashIsRefused() {
    var blob = fixture.client().getBlobClient("x").getBlockBlobClient();
    var options =
        new BlockBlobSimpleUploadOptions(BinaryData.fromString("one")).setContentMd5(new byte[16]);
    assertRefused(400, "Md5Mismatch", () -> blob.uploadWithResponse(options, null, Context.NONE));
  }

  @Test
  void anImmutableContainerTakesNewBlobsAndKeepsOldOnes() {
    upload("0001.json", "one", new BlobRequestConditions());
    fixture.container.immutable(true);
    upload("0002.json", "two", new BlobRequestConditions().setIfNoneMatch("*"));
    var blob = fixture.client().getBlobClient("0001.json");
    assertRefused(
        409, "BlobImmutableDueToPolicy", () -> blob.upload(BinaryData.fromString("other"), true));
    assertRefused(
        409,
        "BlobImmutableDueToPolicy",
        () -> upload("0001.json", "x", new BlobRequestConditions().setIfNoneMatch("*")));
    assertRefused(409, "BlobImmutableDueToPolicy", blob::delete);
    assertThat(blob.downloadContent().toString()).isEqualTo("one");
    assertThat(fixture.client().getProperties().hasImmutabilityPolicy()).isTrue();
  }

  @Test
  void timesAreThoseOfTheMovedClock() {
    fixture.clock.advance(Duration.ofDays(400));
    var blob = fixture.client().getBlobClient("x");
    blob.upload(BinaryData.fromString("one"));
    assertThat(blob.getProperties().getLastModified().toInstant())
        .isAfter(fixture.clock.instant().minusSeconds(5));
  }

  private String upload(String name, String text, BlobRequestConditions conditions) {
    return fixture
        .client()
        .getBlobClient(name)
        .getBlockBlobClient()
        .uploadWithResponse(
            new BlockBlobSimpleUploadOptions(BinaryData.fromString(text))
                .setRequestConditions(conditions),
            null,
            Context.NONE)
        .getValue()
        .getETag();
  }
}
