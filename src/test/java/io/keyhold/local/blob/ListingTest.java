package io.keyhold.local.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists through the real client. */
class ListingTest {

  private final BlobFixture fixture = new BlobFixture();

  @BeforeEach
  void blobsAreThere() {
    for (String point : List.of("a", "b", "c")) {
      IntStream.rangeClosed(1, 4)
          .forEach(event -> fixture.container.put(point + "/000" + event + ".json", "{}"));
    }
  }

  @Test
  void aPrefixIsListedInOrder() {
    assertThat(names(new ListBlobsOptions().setPrefix("b/")))
        .containsExactly("b/0001.json", "b/0002.json", "b/0003.json", "b/0004.json");
  }

  @Test
  void pagesFollowOneAnother() {
    var options = new ListBlobsOptions().setMaxResultsPerPage(5);
    var pages = fixture.client().listBlobs(options, null).streamByPage().toList();
    assertThat(pages.stream().map(page -> page.getValue().size())).containsExactly(5, 5, 2);
    assertThat(names(options)).hasSize(12).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aListGoesOnAfterItsMarkWasDeleted() {
    var options = new ListBlobsOptions().setMaxResultsPerPage(5);
    var first = fixture.client().listBlobs(options, null).iterableByPage().iterator().next();
    fixture.container.delete("b/0002.json");
    assertThat(
            fixture.client().listBlobs(options, first.getContinuationToken(), null).stream()
                .map(BlobItem::getName))
        .startsWith("b/0003.json");
  }

  @Test
  void aDelimiterFoldsWhatLiesBelow() {
    fixture.container.put("top.json", "{}");
    var options = new ListBlobsOptions().setMaxResultsPerPage(2);
    assertThat(
            fixture.client().listBlobsByHierarchy("/", options, null).stream()
                .map(BlobItem::getName))
        .containsExactlyInAnyOrder("a/", "b/", "c/", "top.json");
  }

  @Test
  void metadataIsListedWhereItIsAskedFor() {
    fixture.client().getBlobClient("a/0001.json").setMetadata(Map.of("run", "a & b"));
    var options =
        new ListBlobsOptions()
            .setPrefix("a/0001")
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    var item = fixture.client().listBlobs(options, null).iterator().next();
    assertThat(item.getMetadata()).containsEntry("run", "a & b");
    assertThat(item.getProperties().getContentLength()).isEqualTo(2);
    assertThat(item.getProperties().getETag())
        .isEqualTo(
            fixture
                .client()
                .getBlobClient("a/0001.json")
                .getProperties()
                .getETag()
                .replace("\"", ""));
  }

  @Test
  void namesWithSignsOfMarkupAndBlanksSurvive() {
    fixture.container.put("z/a & <b> ü.json", "{}");
    assertThat(names(new ListBlobsOptions().setPrefix("z/"))).containsExactly("z/a & <b> ü.json");
    assertThat(fixture.client().getBlobClient("z/a & <b> ü.json").downloadContent().toString())
        .isEqualTo("{}");
  }

  @Test
  void aMarkerThatIsNoneIsRefused() {
    BlobFixture.assertRefused(
        400,
        "InvalidQueryParameterValue",
        () ->
            fixture.client().listBlobs(new ListBlobsOptions(), "nonsense", null).iterator().next());
  }

  private List<String> names(ListBlobsOptions options) {
    return fixture.client().listBlobs(options, null).stream().map(BlobItem::getName).toList();
  }
}
