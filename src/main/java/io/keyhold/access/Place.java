package io.keyhold.access;

import java.net.URI;

/**
 * One place at which the app has rights or lacks them. Sealed by how it is asked.
 *
 * @see Places which there are
 */
public sealed interface Place {

  ScopeKind kind();

  /** What the caller is shown: an ARM id, or an URL. */
  String shown();

  /** A subscription. */
  record Subscription(String id) implements Place {
    @Override
    public ScopeKind kind() {
      return ScopeKind.SUBSCRIPTION;
    }

    @Override
    public String shown() {
      return "/subscriptions/" + id;
    }
  }

  /** A resource group, of whose actions only those that begin so are asked for (empty: all). */
  record Group(ScopeKind kind, io.keyhold.domain.GroupId id, String only) implements Place {
    @Override
    public String shown() {
      return id.value();
    }
  }

  /** A subnet for restored machines. */
  record Subnet(io.keyhold.domain.ArmId id) implements Place {
    @Override
    public ScopeKind kind() {
      return ScopeKind.NETWORKS;
    }

    @Override
    public String shown() {
      return id.value();
    }
  }

  /**
   * A vault.
   *
   * @param unwrapping whether a policy checks its keys by unwrapping
   */
  record Vault(String name, boolean unwrapping) implements Place {
    @Override
    public ScopeKind kind() {
      return ScopeKind.VAULT;
    }

    @Override
    public String shown() {
      return "vault " + name;
    }
  }

  /** A container of blobs. */
  record Container(ScopeKind kind, URI url) implements Place {
    @Override
    public String shown() {
      return url.toString();
    }
  }

  /** Places that cannot be asked from inside the app, or were not named. */
  record NotAsked(ScopeKind kind, String why) implements Place {
    @Override
    public String shown() {
      return kind.word();
    }
  }
}
