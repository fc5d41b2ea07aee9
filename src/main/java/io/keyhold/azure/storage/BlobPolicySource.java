package io.keyhold.azure.storage;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.PolicySource;
import java.net.URI;

/** The policy document in a blob. */
public final class BlobPolicySource implements PolicySource {

  private final BlobAccount account;
  private final String place;
  private final String container;
  private final String name;

  /**
   * @param account of the blob
   * @param url {@code https://<account>.blob.…/<container>/<name>}
   */
  public BlobPolicySource(BlobAccount account, URI url) {
    this.account = account;
    this.place = url.toString();
    String path = url.getPath().substring(1);
    this.container = path.substring(0, path.indexOf('/'));
    this.name = path.substring(path.indexOf('/') + 1);
  }

  @Override
  public String text() {
    BlobFolder folder = account.container(container);
    try {
      if (folder.size(name).orElseThrow(this::missing) > PolicyText.LONGEST) {
        throw PolicyText.unreadable(place, "the document is larger than 1 MiB");
      }
      return PolicyText.of(folder.get(name).orElseThrow(this::missing).bytes(), place);
    } catch (CloudFailure failure) {
      throw PolicyText.unreadable(place, failure.problem().detail());
    }
  }

  private CloudFailure missing() {
    return PolicyText.unreadable(place, "there is no such blob");
  }
}
