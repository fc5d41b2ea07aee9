package io.keyhold.access;

import io.keyhold.domain.Code;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.DataRight;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Rights;
import io.keyhold.domain.Vaults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Asks at one place for each right that an app needs there. */
final class Asking {

  private final ResourceGroups groups;
  private final Vaults vaults;
  private final DataAccess data;
  private final List<String> subscriptions;

  /**
   * @param subscriptions where the resource of a vault is looked for
   */
  Asking(ResourceGroups groups, Vaults vaults, DataAccess data, List<String> subscriptions) {
    this.groups = groups;
    this.vaults = vaults;
    this.data = data;
    this.subscriptions = List.copyOf(subscriptions);
  }

  /** One right and what came of asking for it. */
  record Answered(String action, Missing.Kind kind, String why, DataAccess.Answer answer) {}

  /** Everything that the grants give at this place, each right once. */
  List<Answered> ask(Place place, List<Grant> grants) {
    List<Answered> all = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    Supplier<Look<Rights>> rights = once(place);
    for (Grant grant : grants) {
      for (String action : grant.actions()) {
        if (concerns(place, action) && asked.add(action)) {
          all.add(
              new Answered(
                  action, Missing.Kind.ACTION, grant.why(), role(rights.get(), action, place)));
        }
      }
      for (String action : grant.dataActions()) {
        if (asked.add(action)) {
          all.add(data(place, action, grant.why()));
        }
      }
    }
    return all;
  }

  private static boolean concerns(Place place, String action) {
    return !(place instanceof Place.Group group) || action.startsWith(group.only());
  }

  /** ARM is asked once, and only where an action of ARM is needed. */
  private Supplier<Look<Rights>> once(Place place) {
    List<Look<Rights>> asked = new ArrayList<>();
    return () -> {
      if (asked.isEmpty()) {
        asked.add(rights(place));
      }
      return asked.get(0);
    };
  }

  private Look<Rights> rights(Place place) {
    return switch (place) {
      case Place.Subscription subscription -> groups.rights(subscription.id());
      case Place.Group group -> groups.rights(group.id());
      case Place.Subnet subnet -> groups.rights(subnet.id());
      case Place.Vault vault -> ofVault(vault.name());
      case Place.Container container -> notAsked(place, "ARM is not asked about containers");
      case Place.NotAsked none -> notAsked(place, none.why());
    };
  }

  private Look<Rights> ofVault(String name) {
    Look<Rights> last =
        notAsked(new Place.Vault(name, false), "no vault " + name + " is to be seen");
    for (String subscription : subscriptions) {
      switch (vaults.find(subscription, name)) {
        case Look.Seen<Vaults.Vault> seen -> {
          return groups.rights(seen.value().id());
        }
        case Look.Unknown<Vaults.Vault> unknown -> last = new Look.Unknown<>(unknown.cause());
        case Look.Absent<Vaults.Vault> absent -> {}
      }
    }
    return last;
  }

  private static Look<Rights> notAsked(Place place, String why) {
    return new Look.Unknown<>(new Problem(Code.RIGHT_NOT_ASKED, place.shown(), why));
  }

  private static DataAccess.Answer role(Look<Rights> look, String action, Place place) {
    return switch (look) {
      case Look.Seen<Rights> seen ->
          seen.value().allow(action)
              ? new DataAccess.Answer.Allowed()
              : new DataAccess.Answer.Denied(false);
      case Look.Absent<Rights> absent ->
          new DataAccess.Answer.Unknown(
              new Problem(
                  Code.RIGHT_NOT_ASKED, place.shown(), "Azure says that it does not exist"));
      case Look.Unknown<Rights> unknown -> new DataAccess.Answer.Unknown(unknown.cause());
    };
  }

  private Answered data(Place place, String action, String why) {
    Optional<DataRight> right = DataRight.of(action);
    DataAccess.Answer answer =
        right.isEmpty()
            ? new DataAccess.Answer.Unknown(
                new Problem(
                    Code.RIGHT_NOT_ASKED,
                    place.shown(),
                    place instanceof Place.NotAsked none
                        ? none.why()
                        : "no call of the app has it"))
            : data(place, right.get());
    return answer instanceof DataAccess.Answer.Denied denied && denied.byPolicy()
        ? new Answered(right.get().permission(), Missing.Kind.ACCESS_POLICY, why, answer)
        : new Answered(action, Missing.Kind.DATA_ACTION, why, answer);
  }

  private DataAccess.Answer data(Place place, DataRight right) {
    return switch (place) {
      case Place.Vault vault -> data.vault(vault.name(), right);
      case Place.Container container -> data.container(container.url(), right);
      case Place.NotAsked none -> unknown(place, none.why());
      case Place.Subscription subscription -> unknown(place, "it holds no data");
      case Place.Group group -> unknown(place, "it holds no data");
      case Place.Subnet subnet -> unknown(place, "it holds no data");
    };
  }

  private static DataAccess.Answer unknown(Place place, String why) {
    return new DataAccess.Answer.Unknown(new Problem(Code.RIGHT_NOT_ASKED, place.shown(), why));
  }
}
