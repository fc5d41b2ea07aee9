package io.keyhold.access;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The places that the settings, the policies and the question name. */
final class Places {

  static final String DISKS = "Microsoft.Compute/disks/";
  static final String SETS = "Microsoft.Compute/diskEncryptionSets/";

  private Places() {}

  static Stream<Place> ofSettings(Installation here) {
    return Stream.concat(
        Stream.of(
            new Place.Container(ScopeKind.POINTS, here.container("points")),
            new Place.Container(ScopeKind.WORK, here.container("work")),
            new Place.NotAsked(
                ScopeKind.QUEUES, "the Functions host uses the queues, the app never does")),
        here.policyContainer().map(url -> new Place.Container(ScopeKind.POLICIES, url)).stream());
  }

  static Stream<Place> ofQuestion(Question question) {
    Place target =
        question
            .target()
            .<Place>map(group -> new Place.Group(ScopeKind.TARGETS, group, ""))
            .orElseGet(
                () ->
                    new Place.NotAsked(
                        ScopeKind.TARGETS, "ask with ?target=<id of a resource group>"));
    Place subnet =
        question
            .subnet()
            .<Place>map(Place.Subnet::new)
            .orElseGet(
                () -> new Place.NotAsked(ScopeKind.NETWORKS, "ask with ?subnet=<id of a subnet>"));
    return Stream.of(target, subnet);
  }

  static Stream<Place> of(PolicyBook book) {
    return Stream.of(
            book.subscriptions().stream().map(Place.Subscription::new),
            book.policies().stream().flatMap(Places::groups),
            book.policies().stream().flatMap(policy -> set(policy).stream()),
            vaults(book))
        .flatMap(places -> places);
  }

  private static Stream<Place> groups(Policy policy) {
    return policy.subscriptions().stream()
        .flatMap(
            subscription ->
                Stream.concat(
                    Stream.of(
                        group(
                            ScopeKind.SNAPSHOTS, subscription, policy.snapshots().resourceGroup())),
                    policy.copy().stream()
                        .map(copy -> group(ScopeKind.COPIES, subscription, copy.resourceGroup()))));
  }

  private static Optional<Place> set(Policy policy) {
    return policy.copy().flatMap(Policy.CopyTarget::diskEncryptionSet).map(Places::ofSet);
  }

  static Place ofSet(ArmId set) {
    return new Place.Group(ScopeKind.PROTECTED, GroupId.of(set), SETS);
  }

  static Place ofDisk(ArmId disk) {
    return new Place.Group(ScopeKind.PROTECTED, GroupId.of(disk), DISKS);
  }

  private static Place group(ScopeKind kind, String subscription, String name) {
    return new Place.Group(kind, new GroupId(subscription, name), "");
  }

  private static Stream<Place> vaults(PolicyBook book) {
    Set<String> unwrapping =
        book.policies().stream()
            .map(Policy::keys)
            .filter(Places::unwraps)
            .flatMap(keys -> keys.allowedVaults().stream())
            .collect(Collectors.toUnmodifiableSet());
    return book.policies().stream()
        .flatMap(policy -> policy.keys().allowedVaults().stream())
        .distinct()
        .sorted()
        .map(name -> new Place.Vault(name, unwrapping.contains(name)));
  }

  static boolean unwraps(KeyRules rules) {
    return rules.check() == KeyRules.Check.UNWRAP;
  }

  /** Every place once, in this order; a vault that any policy unwraps in is one to unwrap in. */
  static List<Place> once(Stream<Place> places) {
    Map<Place, Place> once = new LinkedHashMap<>();
    places.forEach(
        place -> {
          if (place instanceof Place.Vault vault) {
            once.merge(new Place.Vault(vault.name(), false), place, Places::deeper);
          } else {
            once.put(place, place);
          }
        });
    return List.copyOf(once.values());
  }

  private static Place deeper(Place one, Place other) {
    return one instanceof Place.Vault vault && vault.unwrapping() ? one : other;
  }
}
