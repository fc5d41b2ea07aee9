package io.keyhold.local.keyvault;

import io.keyhold.local.http.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The refusals that name the caller and the vault, as quoted by those who got them. */
record Refusals(VaultSettings vault, Caller caller, String tenant) {

  /** The local Azure is reached over loopback alone. */
  static final String CLIENT_ADDRESS = "127.0.0.1";

  VaultError missing(Right right, String name, PolicyRefusal policyRefusal) {
    return vault.rbac() ? noRole(right, name) : noPolicy(right, policyRefusal);
  }

  private VaultError noRole(Right right, String name) {
    String resource =
        vault.resourceId().toLowerCase(Locale.ROOT)
            + (name.isEmpty() ? "" : "/" + right.kind().collection() + "/" + name);
    return VaultError.forbidden(
        """
        Caller is not authorized to perform action on resource.
        If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.
        Caller: %s
        Action: '%s'
        Resource: '%s'
        Assignment: (not found)
        DenyAssignmentId: null
        DecisionReason: 'DeniedWithNoValidRBAC'\s
        Vault: %s
        """
            .formatted(who(), right.action(), resource, vault.caption())
            .replace("\n", "\r\n"),
        "ForbiddenByRbac");
  }

  private VaultError noPolicy(Right right, PolicyRefusal policyRefusal) {
    return VaultError.forbidden(
        ("The user, group or application '%s' does not have %s %s permission on key vault '%s'."
                + " For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287")
            .formatted(who(), right.kind().collection(), right.permission(), vault.caption()),
        policyRefusal.code());
  }

  VaultError firewall() {
    return VaultError.forbidden(
        "Client address is not authorized and caller is not a trusted service.\r\nClient address: %s\r\nCaller: %s\r\nVault: %s"
            .formatted(CLIENT_ADDRESS, who(), vault.caption()),
        "ForbiddenByFirewall");
  }

  VaultError perimeter() {
    return VaultError.forbidden(
        ("Request was not allowed by NSP rules and the client address is not authorized and caller was"
                + " ignored because bypass is set to None\r\nClient address: %s\r\nCaller: appid=%s;oid=%s\r\nVault: %s")
            .formatted(CLIENT_ADDRESS, caller.clientId(), objectId(), vault.caption()),
        "ForbiddenByFirewall");
  }

  VaultError publicAccessDisabled() {
    return VaultError.forbidden(
        ("Public network access is disabled and request is not from a trusted service nor via an"
                + " approved private link.\r\nCaller: %s\r\nVault: %s")
            .formatted(who(), vault.caption()),
        "ForbiddenByConnection");
  }

  VaultError purgeProtected() {
    return new VaultError(
        403,
        "Forbidden",
        ("Operation \"purge\" is not allowed because purge protection is enabled for this vault."
                + " Key Vault service will automatically purge it after the retention period has passed.\r\nVault: %s")
            .formatted(vault.caption()),
        Optional.empty());
  }

  VaultError throttled() {
    return new VaultError(
        429,
        "Throttled",
        "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
        Optional.empty());
  }

  private String who() {
    return "appid=%s;oid=%s;iss=https://sts.windows.net/%s/"
        .formatted(caller.clientId(), objectId(), tenant);
  }

  /** Tokens are read by the kernel, which hands on no object id: one is derived from the app's. */
  private String objectId() {
    return UUID.nameUUIDFromBytes(("oid:" + caller.clientId()).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
