package io.keyhold.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Documents;
import io.keyhold.domain.contract.DocumentsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of documents on Azurite, with nothing but a relay in between. */
class DocumentsOnAzuriteTest extends DocumentsContract {

  private static Direct direct;

  private String folder;

  @BeforeAll
  static void start() {
    direct = new Direct();
  }

  @AfterAll
  static void stop() {
    assertThat(direct.requestsForBlobs()).isEmpty();
    direct.close();
  }

  @BeforeEach
  void ownFolder() {
    folder = direct.world().name("test") + "/";
  }

  @Override
  protected Documents documents() {
    return direct.adapters().documents();
  }

  @Override
  protected String folder() {
    return folder;
  }
}
