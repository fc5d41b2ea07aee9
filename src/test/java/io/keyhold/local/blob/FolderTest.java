package io.keyhold.local.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.keyhold.local.http.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs in a folder outlive the process. */
class FolderTest {

  private final MovableClock clock = new MovableClock();

  @TempDir private Path folder;

  @Test
  void aRestartFindsBlobsWithTagsMetadataAndLeases() {
    var before = fixture();
    var blob = before.client().getBlobClient("a/very long/" + "n".repeat(500));
    blob.upload(BinaryData.fromString("one\ntwo"));
    blob.setMetadata(Map.of("run", "r-1"));
    new BlobLeaseClientBuilder().blobClient(blob).buildClient().acquireLease(-1);
    var was = blob.getProperties();

    var after = fixture().client().getBlobClient(blob.getBlobName());
    var is = after.getProperties();
    assertThat(after.downloadContent().toString()).isEqualTo("one\ntwo");
    assertThat(is.getETag()).isEqualTo(was.getETag());
    assertThat(is.getMetadata()).containsEntry("run", "r-1");
    assertThat(is.getLeaseDuration()).isEqualTo(was.getLeaseDuration());
    assertThat(is.getLastModified()).isEqualTo(was.getLastModified());
  }

  @Test
  void aDeletedBlobStaysDeletedAndLeavesNoFile() throws IOException {
    var blob = fixture().client().getBlobClient("x");
    blob.upload(BinaryData.fromString("one"));
    blob.delete();
    assertThat(fixture().client().getBlobClient("x").exists()).isFalse();
    try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
      assertThat(files).isEmpty();
    }
  }

  private BlobFixture fixture() {
    return new BlobFixture(clock, BlobStorage.inFolder(clock, BlobFixture.TENANT, folder));
  }
}
