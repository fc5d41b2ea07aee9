package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.History;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recovery points, one or page by page; refused and failed slots are listed like any other. */
public final class PointList {

  /** Points looked at for one page; a filter may leave fewer. */
  static final int PAGE = 100;

  /**
   * A page.
   *
   * @param broken points whose events do not follow from one another, so that nothing else can be
   *     said of them
   */
  public record Page(
      List<RecoveryPoint> points, List<Problem> broken, Optional<String> continuation) {}

  private final Catalogue catalogue;

  public PointList(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * @throws BrokenChainException when its events do not follow from one another
   */
  public Optional<RecoveryPoint> find(PointId id) {
    return catalogue.read(id).point();
  }

  /** The names of its break-glass kits in the store, oldest first. */
  public List<String> kits(PointId id) {
    return catalogue.kits(id);
  }

  public Page page(PointQuery query) {
    Catalogue.Page ids = query.machine().map(m -> ofMachine(m, query)).orElseGet(() -> all(query));
    List<RecoveryPoint> points = new ArrayList<>();
    List<Problem> broken = new ArrayList<>();
    for (PointId id : ids.points()) {
      if (query.covers(id.slot())) {
        try {
          Optional.of(catalogue.read(id))
              .flatMap(History::point)
              .filter(point -> query.state().filter(s -> s != point.state()).isEmpty())
              .ifPresent(points::add);
        } catch (BrokenChainException chain) {
          broken.add(chain.problem());
        }
      }
    }
    return new Page(points, broken, ids.continuation());
  }

  private Catalogue.Page all(PointQuery query) {
    return catalogue.all(query.continuation(), PAGE);
  }

  /**
   * The machine's ids are few enough to be listed whole; a page goes on after the last id shown.
   */
  private Catalogue.Page ofMachine(String machine, PointQuery query) {
    List<String> vmIds =
        ArmId.parse(machine).map(catalogue::vmIds).orElseGet(() -> List.of(machine));
    List<PointId> ids =
        vmIds.stream()
            .flatMap(vmId -> catalogue.ofMachine(vmId).stream())
            .filter(id -> query.covers(id.slot()))
            .filter(id -> query.continuation().filter(c -> id.value().compareTo(c) <= 0).isEmpty())
            .distinct()
            .sorted()
            .toList();
    boolean more = ids.size() > PAGE;
    List<PointId> page = more ? ids.subList(0, PAGE) : ids;
    return new Catalogue.Page(
        page, more ? Optional.of(page.get(PAGE - 1).value()) : Optional.empty());
  }
}
