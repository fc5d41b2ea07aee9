package io.keyhold.domain;

/**
 * Something that went wrong or must be known, with a stable code.
 *
 * @param subject what it is about: the URL of a key, the id of a resource, a name
 * @param detail one sentence for a person, without key material
 */
public record Problem(Code code, String subject, String detail) {

  public Problem {
    detail = Text.cut(detail, 1_000);
  }

  /** What the operator should do, with the subject and, of a key, its vault and name filled in. */
  public String remedy() {
    String remedy = code.remedy().replace("{subject}", subject);
    return KeyRef.parse(subject)
        .map(key -> remedy.replace("{vault}", key.vault()).replace("{name}", key.name()))
        .orElse(remedy);
  }
}
