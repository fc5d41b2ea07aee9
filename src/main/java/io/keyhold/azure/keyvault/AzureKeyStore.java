package io.keyhold.azure.keyvault;

import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Problem;
import io.keyhold.domain.UnwrapReading;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Key Vault, asked for exact versions; see {@link VaultReading} for what its answers mean. */
public final class AzureKeyStore implements KeyStore {

  private final Predicate<String> cloudHasVault;
  private final VaultReading reading;
  private final SecretValues values;
  private final Unwrapping unwrapping;

  /**
   * @param cloudHasVault says whether a host is a vault of the configured cloud; others are not
   *     called, for that would send them a token
   */
  public AzureKeyStore(
      VaultClients clients, DeletedVaults deletedVaults, Predicate<String> cloudHasVault) {
    this.cloudHasVault = cloudHasVault;
    this.reading = new VaultReading(clients, deletedVaults);
    this.values = new SecretValues(clients);
    this.unwrapping = new Unwrapping(clients);
  }

  @Override
  public KeyReading read(KeyRef ref) {
    return foreign(ref).<KeyReading>map(KeyReading.NoAnswer::new).orElseGet(() -> reading.of(ref));
  }

  @Override
  public UnwrapReading unwrap(KeyRef kek, KeyRef bek) {
    return foreign(kek)
        .or(() -> foreign(bek))
        .<UnwrapReading>map(UnwrapReading.NoAnswer::new)
        .orElseGet(
            () ->
                opening(
                    bek,
                    () ->
                        values.withWrapped(bek, wrapped -> unwrapping.unwrap(kek, wrapped, bek))));
  }

  @Override
  public UnwrapReading open(KeyRef secret) {
    return foreign(secret)
        .<UnwrapReading>map(UnwrapReading.NoAnswer::new)
        .orElseGet(() -> opening(secret, () -> present(secret)));
  }

  private UnwrapReading present(KeyRef secret) {
    return values.isPresent(secret)
        ? new UnwrapReading.Unwraps()
        : Unwrapping.doesNot(Code.UNWRAP_FAILED, secret, "the secret is empty");
  }

  private Optional<Problem> foreign(KeyRef ref) {
    return cloudHasVault.test(ref.host())
        ? Optional.empty()
        : Optional.of(
            VaultProblems.problem(
                Code.VAULT_UNREACHABLE, ref, ref.host() + " is not in KEYHOLD_CLOUD; not called"));
  }

  /** Does what needs the secret's value, and says what a refusal of the value means. */
  private static UnwrapReading opening(KeyRef secret, Supplier<UnwrapReading> call) {
    try {
      return call.get();
    } catch (CloudFailure failure) {
      return new UnwrapReading.NoAnswer(failure.problem());
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      return trouble instanceof Trouble.Answered answer && answer.says("SecretDisabled")
          ? Unwrapping.doesNot(Code.SECRET_DISABLED, secret, secret.url() + " is disabled")
          : new UnwrapReading.NoAnswer(VaultProblems.of(trouble, secret, DataAction.GET_SECRET));
    }
  }
}
