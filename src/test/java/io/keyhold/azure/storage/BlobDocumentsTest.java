package io.keyhold.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
import io.keyhold.domain.contract.DocumentsContract;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Fault;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlobDocumentsTest extends DocumentsContract {

  private static AzureWorld world;

  private String folder;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void ownFolder() {
    folder = world.name("test") + "/";
    world.azure().faults().clear();
  }

  @Override
  protected Documents documents() {
    return world.adapters().documents();
  }

  @Override
  protected String folder() {
    return folder;
  }

  /** The write has its effect, and its answer never arrives. */
  private void loseAnswer(String name) {
    world
        .azure()
        .faults()
        .add(
            call -> call.method().equals("PUT") && call.path().endsWith(name),
            Fault.after(new Fault.Reset()),
            1);
  }

  @Test
  void aCreateWhoseAnswerWasLostIsKnownAsOurs() {
    loseAnswer("lost-create");
    assertThat(documents().create(folder + "lost-create", "text")).isPresent();
  }

  @Test
  void aReplaceWhoseAnswerWasLostIsKnownAsOurs() {
    Document first = documents().create(folder + "lost-replace", "first").orElseThrow();
    loseAnswer("lost-replace");
    Document second = documents().replace(first, "second").orElseThrow();
    assertThat(documents().read(folder + "lost-replace")).contains(second);
  }

  @Test
  void aMissingRightIsSaidToBeMissing() {
    String client = world.clientWithout().orElseThrow();
    world.azure().blobs().deny(client, "*", "*");
    Documents blind = world.adapters(Map.of("AZURE_CLIENT_ID", client)).documents();
    assertThatThrownBy(() -> blind.read(folder + "secret"))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_DENIED));
    world.azure().blobs().allowAll();
  }

  @Test
  void anErrorOfTheStoreIsSaid() {
    world
        .azure()
        .faults()
        .add(call -> call.path().endsWith("broken"), Fault.before(new Fault.Status(503, "")), 100);
    assertThatThrownBy(() -> documents().read(folder + "broken"))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_ERROR));
  }

  @Test
  void documentsLieInTheContainerWork() {
    documents().put(folder + "here", "text");
    assertThat(
            world.azure().blobs().container(LocalAzure.ACCOUNT, "work").readText(folder + "here"))
        .contains("text");
  }
}
