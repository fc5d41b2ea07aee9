package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Requester;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accepts, shows and cancels restores; the work itself is the {@link RestoreRunner}'s. */
public final class RestoreDesk {

  /** What became of a request to restore. */
  public sealed interface Acceptance {
    record Accepted(Restore restore) implements Acceptance {}

    /** The id was used with another body. */
    record IdInUse(Problem problem) implements Acceptance {}

    record Forbidden(Preflight.Result result) implements Acceptance {}
  }

  /** What became of a request to cancel. */
  public sealed interface Cancellation {
    record Accepted(Restore restore) implements Cancellation {}

    record Refused(Problem problem) implements Cancellation {}
  }

  private final RestoreStore store;
  private final Preflight preflight;
  private final InstantSource clock;

  public RestoreDesk(RestoreStore store, Preflight preflight, InstantSource clock) {
    this.store = store;
    this.preflight = preflight;
    this.clock = clock;
  }

  public Preflight.Result validate(String id, RestoreRequest request) {
    return preflight.check(id, request);
  }

  /** Accepts a restore; the same id with the same request is answered as before. */
  public Acceptance accept(String id, RestoreRequest request, Requester who) {
    Optional<Restore> before = store.find(id);
    if (before.isPresent()) {
      return same(before.get(), request);
    }
    Preflight.Result result = preflight.check(id, request);
    if (!result.allowed()) {
      return new Acceptance.Forbidden(result);
    }
    Restore restore =
        new Restore(
            id,
            request,
            Optional.of(who),
            Restore.State.NOT_STARTED,
            false,
            Optional.empty(),
            result.disks(),
            result.machine(),
            accepted(result),
            Optional.empty());
    return same(store.create(restore), request);
  }

  /** What could not be looked at is noted with the restore, so that nobody takes it for fine. */
  private List<Restore.Step> accepted(Preflight.Result result) {
    Instant now = clock.instant();
    return Stream.concat(
            Stream.of("accepted"),
            result.remarks().stream().map(remark -> remark.code().title() + ": " + remark.detail()))
        .map(what -> new Restore.Step(now, what))
        .toList();
  }

  private static Acceptance same(Restore restore, RestoreRequest request) {
    return restore.request().equals(request)
        ? new Acceptance.Accepted(restore)
        : new Acceptance.IdInUse(
            new Problem(Code.ID_IN_USE, restore.id(), "this id asked for another restore before"));
  }

  public Optional<Restore> find(String id) {
    return store.find(id);
  }

  /** Asks for the end of a restore; what it made is removed by the runner. */
  public Cancellation cancel(String id, Requester who) {
    if (store.find(id).isEmpty()) {
      return new Cancellation.Refused(new Problem(Code.NOT_FOUND, id, "there is no restore " + id));
    }
    Restore restore =
        store.change(
            id,
            known ->
                known.state().isTerminal() || known.cancelling()
                    ? known
                    : known.cancelled(clock.instant(), who));
    return restore.state() == Restore.State.SUCCEEDED
        ? new Cancellation.Refused(
            new Problem(Code.RESTORE_FINISHED, id, "restore " + id + " has succeeded"))
        : new Cancellation.Accepted(restore);
  }
}
