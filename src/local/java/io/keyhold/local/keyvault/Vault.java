package io.keyhold.local.keyvault;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One vault: what it holds, who may use it, and how it answers. */
public final class Vault {

  private final VaultSettings settings;
  private final InstantSource clock;
  private final Sealer sealer;
  private final Access access;
  private final Windows windows;
  private final ReentrantLock lock = new ReentrantLock();
  private final Shelf<KeyVersion> keys;
  private final Shelf<SecretVersion> secrets;
  private volatile Timing timing;

  Vault(
      VaultSettings settings,
      InstantSource clock,
      Sealer sealer,
      Timing timing,
      Windows windows,
      Rights rights) {
    this.settings = settings;
    this.clock = clock;
    this.sealer = sealer;
    this.timing = timing;
    this.windows = windows;
    this.access = new Access(rights);
    this.keys = new Shelf<>(Kind.KEY, clock, () -> this.timing);
    this.secrets = new Shelf<>(Kind.SECRET, clock, () -> this.timing);
  }

  public VaultSettings settings() {
    return settings;
  }

  public KeyStage keys() {
    return new KeyStage(this, keys);
  }

  public SecretStage secrets() {
    return new SecretStage(this, secrets);
  }

  /** From now on deletes, purges and recoveries of this vault take this long. */
  public void timing(Timing takes) {
    timing = takes;
  }

  /**
   * Takes a data action from a caller; "*" stands for every caller, or for a part of the action.
   */
  public void deny(String clientId, String action) {
    access.deny(new Denial(clientId, action, Denial.ANYTHING));
  }

  /** Takes a data action from a caller for one key or secret alone. */
  public void deny(String clientId, String action, String object) {
    access.deny(new Denial(clientId, action, object));
  }

  /**
   * Gives a caller an access policy, for a vault that has them; from the first one on, whoever has
   * none may do nothing.
   *
   * @param permissions such as {@code keys/get} and {@code secrets/list}
   */
  public void policy(String clientId, Set<String> permissions) {
    if (settings.rbac()) {
      throw new IllegalStateException(settings.name() + " has no access policies");
    }
    access.policy(clientId, permissions);
  }

  /** Takes back every denial. */
  public void allowAll() {
    access.allowAll();
  }

  public void network(Network network) {
    access.network(network);
  }

  public void firewall(boolean closed) {
    access.network(closed ? Network.FIREWALL : Network.OPEN);
  }

  /** Which of the two codes refusals by access policies carry. */
  public void refusePoliciesWith(PolicyRefusal code) {
    access.refusePoliciesWith(code);
  }

  /** Answers so many of the next calls with 429. */
  public void throttle(int calls) {
    access.throttle(calls);
  }

  Instant now() {
    return clock.instant();
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  Response answer(Request request, String callersTenant) {
    var refused = new Challenge(settings, callersTenant).to(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    var refusals = new Refusals(settings, request.caller(), callersTenant);
    try {
      access.admit(refusals);
      var call = Call.of(request);
      if (!windows.admits(settings, locked(() -> limit(call)), clock.instant())) {
        throw refusals.throttled();
      }
      var operation = routes(refusals).of(call);
      access.authorise(request.caller(), operation.right(), call.name(), refusals);
      return assigned(request, locked(() -> run(operation)));
    } catch (VaultError error) {
      return error.answer();
    }
  }

  /** What the call counts against; a key that is not there is found out about afterwards. */
  private Windows.Limit limit(Call call) {
    boolean key = call.collection().equals(Kind.KEY.collection());
    boolean created = key ? call.verb().equals("POST create") : call.verb().equals("PUT ");
    if (created) {
      boolean hsm = new String(call.request().body(), StandardCharsets.UTF_8).contains("-HSM\"");
      return key ? Windows.Limit.newKeys(hsm) : Windows.Limit.NEW_SECRETS;
    }
    boolean used =
        key
            && call.request().method().equals("POST")
            && KeyOperation.named(call.operation()).isPresent();
    return used
        ? keys.live(call.name())
            .map(Named::newest)
            .map(KeyVersion::material)
            .map(found -> Windows.Limit.cryptography(found.kty().endsWith("-HSM"), found.bits()))
            .orElse(Windows.Limit.OPERATIONS)
        : Windows.Limit.OPERATIONS;
  }

  private static Response run(Operation operation) {
    try {
      return operation.run().get();
    } catch (VaultError error) {
      return error.answer();
    }
  }

  /** RBAC vaults name the assignment that let the caller in, on errors too. */
  private Response assigned(Request request, Response response) {
    if (!settings.rbac()) {
      return response;
    }
    String who = settings.name() + request.caller().clientId();
    String id = UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8)).toString();
    return response.with("x-ms-keyvault-rbac-assignment-id", id.replace("-", ""));
  }

  private Routes routes(Refusals refusals) {
    return new Routes(
        new Common<>(settings, keys, new KeyNotation(settings), Archives.keys(settings, sealer)),
        new KeyCalls(settings, keys, clock),
        new Common<>(
            settings, secrets, new SecretNotation(settings), Archives.secrets(settings, sealer)),
        new SecretCalls(settings, secrets, clock),
        refusals);
  }
}
