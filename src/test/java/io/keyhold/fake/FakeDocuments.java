package io.keyhold.fake;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Problem;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Documents in memory; each write gives a new version. */
public final class FakeDocuments implements Documents {

  private final Script script = new Script();
  private final TreeMap<String, Document> documents = new TreeMap<>();
  private int versions;
  private Optional<Code> puts = Optional.empty();

  public Script script() {
    return script;
  }

  /** The text as it stands, for whoever judges and is not a caller. */
  public synchronized Optional<String> stored(String name) {
    return Optional.ofNullable(documents.get(name)).map(Document::text);
  }

  @Override
  public synchronized Optional<Document> create(String name, String text) {
    script.call("create", name);
    return documents.containsKey(name) ? Optional.empty() : Optional.of(store(name, text));
  }

  @Override
  public synchronized Optional<Document> read(String name) {
    script.call("read", name);
    return Optional.ofNullable(documents.get(name));
  }

  @Override
  public synchronized Optional<Document> replace(Document known, String text) {
    script.call("replace", known.name());
    Document current = documents.get(known.name());
    boolean same = current != null && current.version().equals(known.version());
    return same ? Optional.of(store(known.name(), text)) : Optional.empty();
  }

  /** From now on nothing can be put, while all other calls succeed. */
  public synchronized void failPuts(Code code) {
    puts = Optional.of(code);
  }

  @Override
  public synchronized void put(String name, String text) {
    script.call("put", name);
    if (puts.isPresent()) {
      throw new CloudFailure(new Problem(puts.get(), name, "the test wants no put"));
    }
    store(name, text);
  }

  @Override
  public synchronized void remove(String name) {
    script.call("remove", name);
    documents.remove(name);
  }

  @Override
  public synchronized List<String> names(String prefix) {
    script.call("names", prefix);
    return documents.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private Document store(String name, String text) {
    Document written = new Document(name, text, Integer.toString(++versions));
    documents.put(name, written);
    return written;
  }
}
