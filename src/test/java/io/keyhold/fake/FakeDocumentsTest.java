package io.keyhold.fake;

import io.keyhold.domain.Documents;
import io.keyhold.domain.contract.DocumentsContract;

class FakeDocumentsTest extends DocumentsContract {

  private final FakeDocuments documents = new FakeDocuments();

  @Override
  protected Documents documents() {
    return documents;
  }

  @Override
  protected String folder() {
    return "test/";
  }
}
