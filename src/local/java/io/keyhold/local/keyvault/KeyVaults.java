package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keyhold.local.http.Enforcement;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All vaults of the local Azure, the deleted ones too. A deleted vault gives no answer at all: its
 * name does not resolve, which {@link #exists} tells the relay.
 */
public final class KeyVaults implements Service {

  public static final String HOST_SUFFIX = ".vault.azure.net";
  public static final String HSM_SUFFIX = ".managedhsm.azure.net";

  private final InstantSource clock;
  private final String callersTenant;
  private final Sealer sealer = new Sealer();
  private final Map<String, Vault> vaults = new ConcurrentHashMap<>();
  private final Map<String, DeletedVault> deleted = new ConcurrentHashMap<>();
  private final Enforcement enforcement = new Enforcement();
  private final Windows windows = new Windows(enforcement);
  private volatile Rights rights = (clientId, action, scope) -> true;

  /**
   * @param callersTenant the one tenant that issues tokens here; a vault of another refuses them
   */
  public KeyVaults(InstantSource clock, String callersTenant) {
    this.clock = clock;
    this.callersTenant = callersTenant;
  }

  /** From now on this decides, besides each vault's own denials, what callers may do. */
  public void rights(Rights decide) {
    rights = decide;
  }

  /** Whether the limits of each ten seconds are enforced. */
  public Enforcement enforcement() {
    return enforcement;
  }

  /** The limits that calls came to. */
  public List<WindowUse> used() {
    return windows.used();
  }

  public Vault create(String name) {
    return create(VaultSettings.of(name));
  }

  /** The name must be free; that of a deleted vault is not. */
  public Vault create(VaultSettings settings) {
    var vault =
        new Vault(
            settings,
            clock,
            sealer,
            Timing.RECORDED,
            windows,
            (clientId, action, scope) -> rights.may(clientId, action, scope));
    if (isDeleted(settings.host()) || vaults.putIfAbsent(settings.host(), vault) != null) {
      throw new IllegalStateException("The vault name is in use: " + settings.name());
    }
    return vault;
  }

  /** A vault that is there. */
  public Vault vault(String name) {
    var vault = vaults.get(host(name));
    if (vault == null) {
      throw new IllegalStateException("There is no vault " + name);
    }
    return vault;
  }

  /** Soft-deletes a vault with all that is in it. */
  public void delete(String name) {
    deleted.put(host(name), new DeletedVault(vault(name), clock.instant()));
    vaults.remove(host(name));
  }

  /**
   * Brings a deleted vault back. Azure does not bring back its role assignments: deny what is lost.
   */
  public Vault recover(String name) {
    if (!isDeleted(host(name))) {
      throw new IllegalStateException("There is no deleted vault " + name);
    }
    var vault = deleted.remove(host(name)).vault();
    vaults.put(host(name), vault);
    return vault;
  }

  /** Ends a deleted vault for good, purge protection or not: time may have passed. */
  public void purge(String name) {
    deleted.remove(host(name));
  }

  /** Whether the host name of a vault resolves. */
  public boolean exists(String vaultHost) {
    return vaults.containsKey(vaultHost.toLowerCase(Locale.ROOT));
  }

  /** The resources of type Microsoft.KeyVault/vaults, as the resource manager lists them. */
  public ArrayNode vaults(String subscriptionId) {
    var list = JsonNodeFactory.instance.arrayNode();
    vaults.values().stream()
        .map(Vault::settings)
        .filter(settings -> !settings.managedHsm())
        .filter(settings -> settings.subscription().equalsIgnoreCase(subscriptionId))
        .sorted(Comparator.comparing(settings -> settings.resourceId().toLowerCase(Locale.ROOT)))
        .forEach(settings -> list.add(new VaultResource(settings).body()));
    return list;
  }

  /** The resources of type Microsoft.KeyVault/deletedVaults, as the resource manager lists them. */
  public ArrayNode deletedVaults(String subscriptionId) {
    var list = JsonNodeFactory.instance.arrayNode();
    deleted.keySet().stream()
        .sorted()
        .filter(this::isDeleted)
        .map(deleted::get)
        .filter(each -> each.vault().settings().subscription().equalsIgnoreCase(subscriptionId))
        .forEach(each -> list.add(each.resource()));
    return list;
  }

  @Override
  public Response answer(Request request) {
    var vault = vaults.get(request.host().toLowerCase(Locale.ROOT));
    if (vault == null) {
      return Response.empty(502);
    }
    return AnswerHeaders.on(vault.answer(request, callersTenant), vault.settings(), request);
  }

  private boolean isDeleted(String host) {
    var gone = deleted.get(host);
    return gone != null && clock.instant().isBefore(gone.purgedAt());
  }

  private static String host(String name) {
    return name.toLowerCase(Locale.ROOT) + HOST_SUFFIX;
  }
}
