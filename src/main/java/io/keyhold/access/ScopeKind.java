package io.keyhold.access;

import java.util.Arrays;
import java.util.Optional;

/** Where a right is given, in the words of {@code terraform/apps.json}. */
public enum ScopeKind {
  SUBSCRIPTION("subscription"),
  PROTECTED("protected"),
  SNAPSHOTS("snapshots"),
  COPIES("copies"),
  TARGETS("targets"),
  NETWORKS("networks"),
  VAULT("vault"),
  POINTS("catalogue/points"),
  WORK("catalogue/work"),
  POLICIES("policies"),
  QUEUES("queues");

  private final String word;

  ScopeKind(String word) {
    this.word = word;
  }

  public static Optional<ScopeKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  public String word() {
    return word;
  }
}
