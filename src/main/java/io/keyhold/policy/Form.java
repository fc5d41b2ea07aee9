package io.keyhold.policy;

import java.util.regex.Pattern;

/** The form that a text must have. The same patterns stand in {@code policies.schema.json}. */
enum Form {
  NAME("[0-9A-Za-z][0-9A-Za-z._-]{0,63}", "1 to 64 letters, digits, dots, hyphens, underscores"),
  SUBSCRIPTION(
      "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "the id of a subscription (a GUID)"),
  RESOURCE_GROUP(
      "[\\p{L}\\p{N}_.()-]{0,89}[\\p{L}\\p{N}_()-]", "the name of a resource group, not its id"),
  REGION("[a-z][a-z0-9]{1,49}", "the name of a region in lower case, such as northeurope"),
  VAULT(
      "[A-Za-z](?!.*--)[0-9A-Za-z-]{1,22}[0-9A-Za-z]", "the name of a key vault, not its address");

  private final Pattern pattern;
  private final String described;

  Form(String pattern, String described) {
    this.pattern = Pattern.compile(pattern);
    this.described = described;
  }

  boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  String pattern() {
    return pattern.pattern();
  }

  /** What a text of this form is, for the sentence "must be …". */
  String described() {
    return described;
  }
}
