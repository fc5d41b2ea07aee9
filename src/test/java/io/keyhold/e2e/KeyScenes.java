package io.keyhold.e2e;

import static io.keyhold.e2e.Scene.Says.state;

import io.keyhold.domain.Code;
import io.keyhold.e2e.Scene.Chapter;
import io.keyhold.e2e.Scene.Says;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.http.Fault;
import io.keyhold.local.keyvault.Network;
import io.keyhold.local.keyvault.PolicyRefusal;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Every state of a key, for each kind of key that a recovery point can need, with both depths of
 * checking where that makes a difference (design.md, The gate; azure-facts.md §3.1 and §3.2).
 */
final class KeyScenes {

  private static final String OK = "available";

  /** What is needed, and where the state is staged. */
  private enum Needed {
    SECRET("the secret of a BEK", "secret"),
    KEY("the key that wraps a BEK", "key"),
    CUSTOMER_KEY("the key of a disk encryption set", "key");

    private final String title;
    private final String kind;

    Needed(String title, String kind) {
      this.title = title;
      this.kind = kind;
    }

    boolean inGuest() {
      return this != CUSTOMER_KEY;
    }

    /** The code of the form {@code KeyX} or {@code SecretX}. */
    String code(String end) {
      return (this == SECRET ? "Secret" : "Key") + end;
    }

    String warning(String end) {
      return (inGuest() ? "Key" : "CustomerKey") + end;
    }
  }

  /** A key or secret of the scene and its vault. */
  private record Subject(SceneStage stage, Needed needed, Vault vault, Stored stored) {
    void disable(String version) {
      if (needed == Needed.SECRET) {
        vault.secrets().disable(stored.name(), version);
      } else {
        vault.keys().disable(stored.name(), version);
      }
    }

    void dates(Optional<Instant> from, Optional<Instant> until) {
      if (needed == Needed.SECRET) {
        vault.secrets().dates(stored.name(), stored.version(), from, until);
      } else {
        vault.keys().dates(stored.name(), stored.version(), from, until);
      }
    }

    void delete() {
      if (needed == Needed.SECRET) {
        vault.secrets().delete(stored.name());
      } else {
        vault.keys().delete(stored.name());
      }
    }

    void purge() {
      if (needed == Needed.SECRET) {
        vault.secrets().purge(stored.name());
      } else {
        vault.keys().purge(stored.name());
      }
    }

    void newerVersion() {
      if (needed == Needed.SECRET) {
        vault.secrets().set(stored.name(), "newer");
      } else {
        vault.keys().generate(stored.name(), 2048);
      }
    }

    Instant now() {
      return stage.stage.azure.clock().instant();
    }
  }

  private final List<Scene> scenes = new ArrayList<>();
  private final Needed needed;
  private final boolean unwrap;

  private KeyScenes(Needed needed, boolean unwrap) {
    this.needed = needed;
    this.unwrap = unwrap;
  }

  static List<Scene> all() {
    List<Scene> all = new ArrayList<>();
    for (Needed needed : Needed.values()) {
      all.addAll(new KeyScenes(needed, false).made());
      if (needed.inGuest()) {
        all.addAll(new KeyScenes(needed, true).made());
      }
    }
    return all;
  }

  private List<Scene> made() {
    usable();
    stopping();
    refusedToUs();
    noAnswer();
    if (unwrap) {
      onlyWhenUnwrapped();
    }
    return scenes;
  }

  private void usable() {
    add("enabled and inside its dates", subject -> {}, "complete", OK, "Nothing to do");
    add(
        "expired",
        subject -> subject.dates(Optional.empty(), Optional.of(subject.now().minusSeconds(3600))),
        "complete",
        "availableWithWarning " + needed.warning("Expired"));
    add(
        "not yet valid",
        subject -> subject.dates(Optional.of(subject.now().plusSeconds(3600)), Optional.empty()),
        "complete",
        "availableWithWarning " + needed.warning("NotYetValid"));
    add(
        "expires within 30 days",
        subject ->
            subject.dates(Optional.empty(), Optional.of(subject.now().plus(Duration.ofDays(29)))),
        "complete",
        "availableWithWarning KeyNearExpiry");
    add(
        VaultSettings.of("kv-open"),
        "in a vault without purge protection",
        subject -> {},
        "complete",
        "availableWithWarning KeyNotPurgeProtected",
        "");
    add(
        "enabled, while the newest version is disabled",
        subject -> {
          subject.newerVersion();
          subject.disable("");
        },
        "complete",
        OK,
        "Nothing to do; the exact version counts");
  }

  private void stopping() {
    add(
        "disabled",
        s -> s.disable(s.stored().version()),
        "refused",
        "unavailable " + needed.code("Disabled"));
    add(
        "disabled, while a newer version is enabled",
        s -> {
          s.disable(s.stored().version());
          s.newerVersion();
        },
        "refused",
        "unavailable " + needed.code("Disabled"));
    add(
        "deleted a moment ago",
        Subject::delete,
        "refused",
        "unavailable " + needed.code("Deleted"));
    add(
        "deleted yesterday",
        s -> {
          s.delete();
          s.stage().advance(Duration.ofDays(1));
        },
        "refused",
        "unavailable " + needed.code("Deleted"));
    add("purged, or never there", Subject::purge, "refused", "lost " + needed.code("Lost"));
    add(
        "in a vault that is deleted",
        s -> s.stage().stage.azure.vaults().delete(s.vault().settings().name()),
        "refused",
        "unavailable VaultDeleted");
    if (needed.kind.equals("key")) {
      add(
          "not permitted to unwrap",
          s ->
              s.vault()
                  .keys()
                  .operations(s.stored().name(), s.stored().version(), List.of("wrapKey")),
          "refused",
          "unavailable UnwrapNotPermitted");
    }
  }

  /** What the set can do is not for Keyhold to see: of its key a refusal proves nothing. */
  private void refusedToUs() {
    String denied = needed.inGuest() ? "unknown VaultAccessDenied" : "unverified VaultOfSetRefuses";
    String walled = needed.inGuest() ? "unknown VaultFirewall" : "unverified VaultOfSetRefuses";
    String state = needed.inGuest() ? "gated" : "complete";
    add(
        "Keyhold's role is missing (`ForbiddenByRbac`)",
        s -> s.vault().deny("*", "*"),
        state,
        denied);
    VaultSettings policies =
        VaultSettings.of("kv-policies").withAccessPolicies().protectedFromPurge();
    for (PolicyRefusal code : PolicyRefusal.values()) {
      add(
          policies,
          "no access policy for Keyhold (`" + code.code() + "`)",
          s -> {
            s.vault().refusePoliciesWith(code);
            s.vault().deny("*", "*");
          },
          state,
          denied,
          "");
    }
    add(
        "behind a firewall (`ForbiddenByFirewall`)",
        s -> s.vault().network(Network.FIREWALL),
        state,
        walled);
    add(
        "reached by private link only (`ForbiddenByConnection`)",
        s -> s.vault().network(Network.PRIVATE_ONLY),
        state,
        walled);
    add(
        "inside a network security perimeter",
        s -> s.vault().network(Network.PERIMETER),
        state,
        walled);
    add(
        VaultSettings.of("kv-tenant")
            .ofTenant("33333333-3333-3333-3333-333333333333")
            .protectedFromPurge(),
        "in a vault of another tenant (401 `AKV10032`)",
        s -> {},
        state,
        denied,
        "");
  }

  private void noAnswer() {
    add(
        "there, and the vault does not accept the token (401)",
        s -> fails(s, new Fault.Status(401, "{\"error\":{\"code\":\"Unauthorized\"}}")),
        "gated",
        "unknown VaultTokenRefused");
    add(
        "there, and the vault throttles (429)",
        s -> s.vault().throttle(1000),
        "gated",
        "unknown VaultThrottled");
    add(
        "there, and the vault breaks (500)",
        s -> fails(s, new Fault.Status(500, "")),
        "gated",
        "unknown VaultError");
    add(
        "there, and the answer is cut off",
        s -> fails(s, new Fault.Malformed()),
        "gated",
        "unknown VaultError");
    add(
        "there, and something between answers 404",
        s -> fails(s, new Fault.Status(404, "<html>not here</html>")),
        "gated",
        "unknown VaultError");
    add(
        "there, and the connection breaks",
        s -> fails(s, new Fault.Reset()),
        "gated",
        "unknown VaultUnreachable");
    add(
        "in a vault whose name does not resolve",
        s -> {
          s.stage().stage.azure.vaults().delete(s.vault().settings().name());
          s.stage().stage.azure.vaults().purge(s.vault().settings().name());
        },
        "gated",
        "unknown VaultUnreachable");
    if (!unwrap) {
      add(
          "there, and the vault does not answer in time",
          s -> {
            s.stage().impatient();
            fails(s, new Fault.Timeout());
          },
          "gated",
          "unknown VaultTimeout");
    }
  }

  private void onlyWhenUnwrapped() {
    if (needed == Needed.SECRET) {
      add(
          "there, and Keyhold may not read secrets' values",
          s -> s.vault().deny("*", "Microsoft.KeyVault/vaults/secrets/getSecret/action"),
          "gated",
          "unknown VaultAccessDenied");
    } else {
      add(
          "there, and Keyhold may not unwrap",
          s -> s.vault().deny("*", "Microsoft.KeyVault/vaults/keys/unwrap/action"),
          "gated",
          "unknown VaultAccessDenied");
    }
  }

  private static void fails(Subject subject, Fault.Kind kind) {
    String host = subject.vault().settings().host();
    subject
        .stage()
        .stage
        .azure
        .faults()
        .add(
            request ->
                request.host().equals(host)
                    && request.header("authorization").isPresent()
                    && request
                        .path()
                        .toLowerCase(Locale.ROOT)
                        .contains("/" + subject.stored().name()),
            Fault.before(kind),
            10_000);
  }

  private void add(String what, Consumer<Subject> change, String state, String verdict) {
    add(what, change, state, verdict, "");
  }

  private void add(
      String what, Consumer<Subject> change, String state, String verdict, String action) {
    add(VaultSettings.of("kv-keys").protectedFromPurge(), what, change, state, verdict, action);
  }

  private void add(
      VaultSettings vault,
      String what,
      Consumer<Subject> change,
      String state,
      String verdict,
      String action) {
    String depth = needed.inGuest() ? (unwrap ? " (`check: unwrap`)" : " (`check: metadata`)") : "";
    scenes.add(
        new Scene(
            needed.inGuest() ? Chapter.IN_GUEST : Chapter.SETS,
            capital(needed.title) + " is " + what + depth,
            stage -> change.accept(subject(stage, vault)),
            says(state, verdict),
            action));
  }

  /** A machine that needs this key; whatever else it needs lies in another vault and is fine. */
  private Subject subject(SceneStage stage, VaultSettings settings) {
    if (unwrap) {
      stage.rules("\"check\": \"unwrap\"");
    }
    Vault vault = stage.stage.azure.vaults().create(settings);
    return switch (needed) {
      case SECRET -> {
        Stored bek = vault.secrets().set("bek", "QUFBQQ==");
        stage.machine(plan -> plan.os(ade(stage.reference(vault, bek), Optional.empty())));
        yield new Subject(stage, needed, vault, bek);
      }
      case KEY -> {
        Stored kek = vault.keys().generate("kek", 2048);
        byte[] wrapped =
            vault.keys().wrap(kek.name(), kek.version(), "RSA-OAEP", SceneStage.PHRASE);
        Stored bek =
            stage
                .vault()
                .secrets()
                .set("bek", Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped));
        stage.machine(
            plan ->
                plan.os(
                    ade(
                        stage.reference(stage.vault(), bek),
                        Optional.of(stage.reference(vault, kek)))));
        yield new Subject(stage, needed, vault, kek);
      }
      case CUSTOMER_KEY -> {
        Stored key = vault.keys().generate("cmk", 2048);
        String set = stage.set(vault, key);
        stage.machine(plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
        yield new Subject(stage, needed, vault, key);
      }
    };
  }

  private static DiskPlan ade(Ade.Reference bek, Optional<Ade.Reference> kek) {
    return DiskPlan.blank().encryptionSettings(Ade.settings("1.1", bek, kek));
  }

  private Says says(String state, String verdict) {
    Says says = state(state).inside(needed.inGuest() ? "azureDiskEncryption" : "undeclared");
    says = needed == Needed.KEY ? says.verdicts(OK, verdict) : says.verdicts(verdict);
    if (!state.equals("complete")) {
      says = says.causes(Code.of(verdict.substring(verdict.indexOf(' ') + 1)).orElseThrow());
    }
    return needed.inGuest() ? says : says.remarks(Code.NOTHING_DECLARED);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
