package io.keyhold.azure.keyvault;

import com.azure.core.util.Context;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.DataAccess.Answer;
import io.keyhold.domain.DataRight;
import io.keyhold.domain.KeyRef;
import java.util.function.UnaryOperator;

/**
 * Asks a vault about a key or a secret that does not exist. Key Vault looks at rights first: who
 * has the right is told that there is no such thing, and who has not is refused
 * (exchanges-keyvault, forbidden).
 */
public final class VaultAsking {

  /** The name that a vault's log shows for it. */
  static final String NOTHING = "keyhold-check-access";

  /** As long as what a key of 2048 bits wraps; never looked at. */
  private static final int WRAPPED = 256;

  private final VaultClients clients;
  private final SecretValues values;
  private final UnaryOperator<String> host;

  /**
   * @param host of the vault of a name
   */
  public VaultAsking(VaultClients clients, UnaryOperator<String> host) {
    this.clients = clients;
    this.values = new SecretValues(clients);
    this.host = host;
  }

  /** Whether the caller has the right in the vault of this name. */
  public Answer ask(String vault, DataRight right) {
    DataAction action = action(right);
    KeyRef nothing = nothing(vault, action);
    try {
      call(action, nothing);
      return new Answer.Allowed(); // somebody has made one of this name
    } catch (RuntimeException failure) {
      return meaning(Troubles.of(failure), nothing, action);
    }
  }

  private void call(DataAction action, KeyRef nothing) {
    switch (action) {
      case READ_KEY ->
          clients.keys(nothing).getKeyWithResponse(nothing.name(), null, Context.NONE).getValue();
      case READ_SECRET_METADATA, READ_DELETED_SECRET ->
          clients
              .secrets(nothing)
              .listPropertiesOfSecretVersions(nothing.name())
              .forEach(any -> {});
      case GET_SECRET -> values.isPresent(nothing);
      case UNWRAP ->
          clients.cryptography(nothing).unwrapKey(KeyWrapAlgorithm.RSA_OAEP, new byte[WRAPPED]);
    }
  }

  private static Answer meaning(Trouble trouble, KeyRef nothing, DataAction action) {
    if (trouble instanceof Trouble.Answered answer) {
      if (answer.status() == 404 && answer.says("KeyNotFound", "SecretNotFound")) {
        return new Answer.Allowed();
      }
      if (answer.says("ForbiddenByRbac")) {
        return new Answer.Denied(false);
      }
      if (answer.says("ForbiddenByPolicy", "AccessDenied")) {
        return new Answer.Denied(true);
      }
    }
    return new Answer.Unknown(VaultProblems.of(trouble, nothing, action));
  }

  private KeyRef nothing(String vault, DataAction action) {
    String kind =
        switch (action) {
          case READ_KEY, UNWRAP -> "keys";
          case READ_SECRET_METADATA, READ_DELETED_SECRET, GET_SECRET -> "secrets";
        };
    String url = "https://" + host.apply(vault) + "/" + kind + "/" + NOTHING;
    return KeyRef.parse(action == DataAction.UNWRAP ? url + "/" + "0".repeat(32) : url)
        .orElseThrow(() -> new IllegalArgumentException("no vault can have the name " + vault));
  }

  private static DataAction action(DataRight right) {
    return switch (right) {
      case READ_KEY -> DataAction.READ_KEY;
      case READ_SECRET_METADATA -> DataAction.READ_SECRET_METADATA;
      case UNWRAP -> DataAction.UNWRAP;
      case GET_SECRET -> DataAction.GET_SECRET;
      case READ_BLOB, WRITE_BLOB, DELETE_BLOB ->
          throw new IllegalArgumentException(right + " is no right to a vault");
    };
  }
}
