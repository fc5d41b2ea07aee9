package io.keyhold.local.keyvault;

/** The inner code of a refusal by access policies: both have been seen with the same message. */
public enum PolicyRefusal {
  FORBIDDEN_BY_POLICY("ForbiddenByPolicy"),
  ACCESS_DENIED("AccessDenied");

  private final String code;

  PolicyRefusal(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
