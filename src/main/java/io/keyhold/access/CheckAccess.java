package io.keyhold.access;

import io.keyhold.domain.Cloud;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.Policies;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rights the app's own identity lacks, place by place. ARM is asked what its roles let it do;
 * vaults and containers, of which ARM cannot tell, are asked themselves ({@link DataAccess}). What
 * could not be found out is said to be unknown, never missing and never granted.
 */
public final class CheckAccess {

  /** Azure's front gives up on an HTTP call after 230 s. */
  private static final Duration TIME = Duration.ofSeconds(100);

  /** Where the pages of machines begin: before every id. */
  private static final String MACHINES = "/";

  private static final String READS_DISKS = "Microsoft.Compute/disks/read";

  private final Cloud cloud;
  private final Policies policies;
  private final InstantSource clock;
  private final Installation here;
  private final List<Grant> grants;

  /**
   * @throws CloudFailure with {@link Code#SETTINGS_INVALID} when the settings name no app of ours
   */
  public CheckAccess(Cloud cloud, Policies policies, InstantSource clock, Installation here) {
    this.cloud = cloud;
    this.policies = policies;
    this.clock = clock;
    this.here = here;
    this.grants = grants(AppRoles.packaged(), here);
  }

  private static List<Grant> grants(AppRoles roles, Installation here) {
    return here.app().isEmpty()
        ? roles.ofAll()
        : roles
            .of(here.app().get())
            .orElseThrow(
                () ->
                    new CloudFailure(
                        new Problem(
                            Code.SETTINGS_INVALID,
                            "KEYHOLD_APP",
                            "KEYHOLD_APP must be one of " + String.join(", ", roles.names()))));
  }

  /**
   * What was found.
   *
   * @param problems why something could not be looked at
   * @param continuation where the next page begins; empty after the last one
   */
  public record Page(
      List<Finding> findings, List<Problem> problems, Optional<String> continuation) {
    public Page {
      findings = List.copyOf(findings);
      problems = List.copyOf(problems);
    }
  }

  /** The first page is about what settings and policies name, the others are about machines. */
  public Page page(Question question) {
    List<Problem> problems = new ArrayList<>();
    PolicyBook book = book(problems);
    List<Place> fixed =
        Places.once(
            Stream.of(Places.ofSettings(here), Places.ofQuestion(question), Places.of(book))
                .flatMap(places -> places));
    if (question.after().isEmpty()) {
      return new Page(
          look(fixed, book),
          problems,
          Optional.of(MACHINES).filter(first -> looksAtMachines() && !book.policies().isEmpty()));
    }
    MachinePlaces.Page machines =
        new MachinePlaces(cloud.machines(), cloud.encryptionSets())
            .after(question.after().get(), book);
    problems.addAll(machines.problems());
    List<Place> others =
        machines.places().stream().filter(place -> !fixed.contains(place)).toList();
    return new Page(look(others, book), problems, machines.next());
  }

  private boolean looksAtMachines() {
    return grants.stream()
        .filter(grant -> grant.scope() == ScopeKind.PROTECTED)
        .anyMatch(grant -> grant.actions().contains(READS_DISKS));
  }

  private PolicyBook book(List<Problem> problems) {
    try {
      return PolicyAccess.book(policies);
    } catch (CloudFailure failure) {
      problems.addAll(failure.problems());
      return new PolicyBook(List.of());
    }
  }

  private List<Finding> look(List<Place> places, PolicyBook book) {
    Instant end = clock.instant().plus(TIME);
    Asking asking =
        new Asking(
            cloud.resourceGroups(), cloud.vaults(), cloud.dataAccess(), book.subscriptions());
    List<Finding> findings = new ArrayList<>();
    for (Place place : places) {
      List<Grant> given = given(place);
      if (!given.isEmpty()) {
        boolean late = clock.instant().isAfter(end);
        List<Asking.Answered> answers = asking.ask(late ? tooLate(place) : place, given);
        findings.add(finding(place, given, answers, book));
      }
    }
    return findings;
  }

  private static Place tooLate(Place place) {
    return new Place.NotAsked(place.kind(), "there was no time left to ask: " + place.shown());
  }

  private List<Grant> given(Place place) {
    boolean unwraps = place instanceof Place.Vault vault && vault.unwrapping();
    return grants.stream()
        .filter(grant -> grant.scope() == place.kind())
        .filter(grant -> unwraps || !grant.unwrapOnly())
        .toList();
  }

  private Finding finding(
      Place place, List<Grant> given, List<Asking.Answered> answers, PolicyBook book) {
    Remedies remedies = new Remedies(here.app().orElse("all"), here.clientId());
    List<Missing> missing = new ArrayList<>();
    List<Unclear> unknown = new ArrayList<>();
    for (Asking.Answered one : answers) {
      switch (one.answer()) {
        case DataAccess.Answer.Allowed allowed -> {}
        case DataAccess.Answer.Denied denied ->
            missing.add(
                new Missing(
                    one.action(), one.kind(), one.why(), remedy(remedies, place, given, denied)));
        case DataAccess.Answer.Unknown open ->
            unknown.add(new Unclear(one.action(), one.kind(), one.why(), open.cause()));
      }
    }
    boolean byRole = missing.stream().anyMatch(one -> one.kind() != Missing.Kind.ACCESS_POLICY);
    Optional<String> role =
        byRole
            ? Optional.of(remedies.role(place, given, subscription(place, book)))
            : Optional.empty();
    return new Finding(
        place,
        answers.size() - missing.size() - unknown.size(),
        missing,
        unknown,
        role,
        clock.instant());
  }

  private static String remedy(
      Remedies remedies, Place place, List<Grant> given, DataAccess.Answer.Denied denied) {
    return denied.byPolicy() && place instanceof Place.Vault vault
        ? remedies.policy(vault, given)
        : remedies.assign(place);
  }

  /**
   * Of vaults and containers the subscription is not known: that of the machines is the likeliest.
   */
  private static String subscription(Place place, PolicyBook book) {
    return switch (place) {
      case Place.Subscription subscription -> subscription.id();
      case Place.Group group -> group.id().subscription();
      case Place.Subnet subnet -> subnet.id().subscription();
      case Place.Vault vault -> likeliest(book);
      case Place.Container container -> likeliest(book);
      case Place.NotAsked none -> likeliest(book);
    };
  }

  private static String likeliest(PolicyBook book) {
    return book.subscriptions().stream().findFirst().orElse("<subscription>");
  }
}
