package io.keyhold.access;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Disk;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The places that selected machines name: groups of disks and sets, vaults of keys. */
final class MachinePlaces {

  /** Machines that are read for one answer, with all their disks. */
  static final int PAGE = 20;

  private final Machines machines;
  private final EncryptionSets sets;

  MachinePlaces(Machines machines, EncryptionSets sets) {
    this.machines = machines;
    this.sets = sets;
  }

  /**
   * The places of some machines.
   *
   * @param problems why some could not be looked at
   * @param next where the next page begins; empty after the last one
   */
  record Page(List<Place> places, List<Problem> problems, Optional<String> next) {}

  /** The machines after this one, in the order of their ids. */
  Page after(String last, PolicyBook book) {
    List<Problem> problems = new ArrayList<>();
    List<MachineSummary> page =
        book.subscriptions().stream()
            .flatMap(subscription -> in(subscription, problems))
            .filter(machine -> book.of(machine).isPresent())
            .filter(machine -> machine.id().folded().compareTo(last) > 0)
            .sorted(Comparator.comparing(machine -> machine.id().folded()))
            .limit(PAGE + 1L)
            .toList();
    List<Place> places =
        Places.once(
            page.stream()
                .limit(PAGE)
                .flatMap(machine -> of(machine, book.of(machine).orElseThrow(), problems)));
    Optional<String> next =
        page.size() > PAGE ? Optional.of(page.get(PAGE - 1).id().folded()) : Optional.empty();
    return new Page(places, problems, next);
  }

  private Stream<MachineSummary> in(String subscription, List<Problem> problems) {
    try {
      return machines.in(subscription).stream();
    } catch (CloudFailure failure) {
      problems.addAll(failure.problems());
      return Stream.of();
    }
  }

  private Stream<Place> of(MachineSummary summary, Policy policy, List<Problem> problems) {
    Place own = Places.ofDisk(summary.id());
    try {
      return Stream.concat(
          Stream.of(own),
          machines.read(summary.id()).stream().flatMap(machine -> of(machine, policy, problems)));
    } catch (CloudFailure failure) {
      problems.addAll(failure.problems());
      return Stream.of(own);
    }
  }

  private Stream<Place> of(Machine machine, Policy policy, List<Problem> problems) {
    boolean unwraps = Places.unwraps(policy.keys());
    Stream<Place> groups = machine.disks().stream().map(disk -> Places.ofDisk(disk.id()));
    List<ArmId> named = machine.disks().stream().flatMap(MachinePlaces::set).distinct().toList();
    Stream<KeyRef> keys =
        Stream.concat(
            Stream.concat(
                    machine.modelVolumes().stream(),
                    machine.disks().stream().flatMap(disk -> disk.volumes().stream()))
                .flatMap(MachinePlaces::keys),
            Stream.concat(
                    Stream.of(machine.summary().tags()), machine.disks().stream().map(Disk::tags))
                .flatMap(tags -> Tags.value(tags, Tags.KEY).stream())
                .flatMap(url -> KeyRef.parse(url).stream())
                .filter(key -> policy.keys().allowedVaults().contains(key.vault())));
    return Stream.of(
            groups,
            named.stream().map(Places::ofSet),
            Stream.concat(keys, named.stream().flatMap(set -> active(set, problems)))
                .map(key -> vault(key, unwraps)))
        .flatMap(places -> places);
  }

  private static Place vault(KeyRef key, boolean unwraps) {
    return key.inManagedHsm()
        ? new Place.NotAsked(
            ScopeKind.VAULT, "the managed HSM " + key.vault() + " has local roles of its own")
        : new Place.Vault(key.vault(), unwraps);
  }

  private static Stream<ArmId> set(Disk disk) {
    return disk.atRest() instanceof AtRest.CustomerKey key ? Stream.of(key.set()) : Stream.of();
  }

  private static Stream<KeyRef> keys(AdeVolume volume) {
    return Stream.concat(volume.secretUrl().stream(), volume.kekUrl().stream())
        .flatMap(url -> KeyRef.parse(url).stream());
  }

  private Stream<KeyRef> active(ArmId set, List<Problem> problems) {
    return switch (sets.read(set)) {
      case SetReading.Found found -> found.activeKey().stream();
      case SetReading.Absent absent -> Stream.of();
      case SetReading.NoAnswer unknown -> {
        problems.add(unknown.cause());
        yield Stream.of();
      }
    };
  }
}
