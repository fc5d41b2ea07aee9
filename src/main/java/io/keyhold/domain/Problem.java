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

  /** What the operator should do, with the subject filled in. */
  public String remedy() {
    return code.remedy().replace("{subject}", subject);
  }
}
