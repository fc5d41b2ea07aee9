package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Documents} does. */
public abstract class DocumentsContract {

  protected abstract Documents documents();

  /** The beginning of names that no other test uses. */
  protected abstract String folder();

  @Test
  void whatWasCreatedIsReadWithTheSameVersion() {
    String name = folder() + "one";
    Document created = documents().create(name, "{\"text\": \"Grüße\"}").orElseThrow();
    assertThat(documents().read(name)).contains(created);
    assertThat(created.name()).isEqualTo(name);
    assertThat(created.text()).isEqualTo("{\"text\": \"Grüße\"}");
  }

  @Test
  void nothingIsReadWhereNothingIs() {
    assertThat(documents().read(folder() + "none")).isEmpty();
  }

  @Test
  void aSecondCreateChangesNothingAndSaysSo() {
    String name = folder() + "once";
    Document first = documents().create(name, "first").orElseThrow();
    assertThat(documents().create(name, "second")).isEmpty();
    assertThat(documents().create(name, "first")).isEmpty();
    assertThat(documents().read(name)).contains(first);
  }

  @Test
  void replacingTheKnownVersionGivesANewOne() {
    String name = folder() + "replaced";
    Document first = documents().create(name, "first").orElseThrow();
    Document second = documents().replace(first, "second").orElseThrow();
    assertThat(second.version()).isNotEqualTo(first.version());
    assertThat(documents().read(name)).contains(second);
  }

  @Test
  void replacingAnOldVersionChangesNothing() {
    String name = folder() + "raced";
    Document first = documents().create(name, "first").orElseThrow();
    Optional<Document> second = documents().replace(first, "second");
    assertThat(documents().replace(first, "late")).isEmpty();
    assertThat(documents().read(name)).isEqualTo(second);
  }

  @Test
  void whatWasRemovedCannotBeReplaced() {
    String name = folder() + "gone";
    Document first = documents().create(name, "first").orElseThrow();
    documents().remove(name);
    assertThat(documents().replace(first, "second")).isEmpty();
    assertThat(documents().read(name)).isEmpty();
  }

  @Test
  void putWritesWhateverWasThere() {
    String name = folder() + "put";
    documents().put(name, "first");
    Document first = documents().read(name).orElseThrow();
    documents().put(name, "second");
    assertThat(documents().read(name).orElseThrow().text()).isEqualTo("second");
    assertThat(documents().replace(first, "third")).isEmpty();
  }

  @Test
  void removingWhatIsNotThereIsNoError() {
    documents().remove(folder() + "never");
    assertThat(documents().read(folder() + "never")).isEmpty();
  }

  @Test
  void namesAreThoseThatBeginSoInOrder() {
    String list = folder() + "list/";
    documents().put(list + "b", "2");
    documents().put(list + "a", "1");
    documents().put(folder() + "listless", "3");
    assertThat(documents().names(list)).containsExactly(list + "a", list + "b");
    assertThat(documents().names(folder() + "nowhere/")).isEmpty();
  }
}
