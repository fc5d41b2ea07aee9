package io.keyhold.azure.keyvault;

import io.keyhold.azure.http.Trouble;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Problem;

/**
 * What a vault that gave no answer about a key means: every case is an unknown, never a missing key
 * (azure-facts.md §3.2, exchanges-keyvault/README.md).
 */
final class VaultProblems {

  private VaultProblems() {}

  /**
   * @param needed the right that the call needs, for the case that it is missing
   */
  static Problem of(Trouble trouble, KeyRef ref, DataAction needed) {
    return switch (trouble) {
      case Trouble.Answered answer -> answered(answer, ref, needed);
      case Trouble.TimedOut late ->
          problem(Code.VAULT_TIMEOUT, ref, "the vault gave no answer within the time-out");
      case Trouble.Unreachable away -> problem(Code.VAULT_UNREACHABLE, ref, away.detail());
      case Trouble.NoToken none ->
          problem(
              Code.VAULT_TOKEN_REFUSED,
              ref,
              "the managed identity gives no token for the vault: " + none.detail());
      case Trouble.NotUnderstood odd -> problem(Code.VAULT_ERROR, ref, odd.detail());
    };
  }

  private static Problem answered(Trouble.Answered answer, KeyRef ref, DataAction needed) {
    return switch (answer.status()) {
      case 401 ->
          problem(
              ofAnotherTenant(answer) ? Code.VAULT_ACCESS_DENIED : Code.VAULT_TOKEN_REFUSED,
              ref,
              "the vault does not accept the identity's token: " + answer.shown());
      case 403 -> forbidden(answer, ref, needed);
      case 408 -> problem(Code.VAULT_TIMEOUT, ref, answer.shown());
      case 429 -> problem(Code.VAULT_THROTTLED, ref, answer.shown());
      default -> problem(Code.VAULT_ERROR, ref, answer.shown());
    };
  }

  /**
   * The vault of another tenant refuses whoever is not of that tenant, as a 403 would; every other
   * 401 is a mistake of our own set-up and says nothing about rights (azure-facts.md §3.2).
   */
  private static boolean ofAnotherTenant(Trouble.Answered answer) {
    return answer.message().contains("AKV10032");
  }

  private static Problem forbidden(Trouble.Answered answer, KeyRef ref, DataAction needed) {
    if (answer.says("ForbiddenByFirewall", "ForbiddenByConnection")) {
      return problem(Code.VAULT_FIREWALL, ref, answer.shown());
    }
    return problem(
        Code.VAULT_ACCESS_DENIED,
        ref,
        needed.missingOn(ref) + ", the vault says " + answer.words());
  }

  static Problem problem(Code code, KeyRef ref, String detail) {
    return new Problem(code, ref.url(), detail);
  }
}
