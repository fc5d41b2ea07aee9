package io.keyhold.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code ./keyhold measure [--speed N] [MACHINES…]}: backs up fleets through the real adapters
 * against a local Azure in another process, which enforces Azure's limits, both in time that runs
 * so many times as fast. Prints a table and its verdicts; ends with 1 if one is not met. The usual
 * speed is such that the limits bind and not two idle cores; a busier machine wants a lower one.
 */
public final class Measure {

  private static final double SPEED = 10;
  private static final List<Integer> FLEETS = List.of(1_000, 3_000, 10_000);

  /** A fleet that is not counted: it loads the classes and lets the compiler do its work. */
  private static final int WARM_UP = 200;

  private static final double MOST = 1.2;
  private static final long MOST_HEAP = 256L << 20;
  private static final double MIB = 1024.0 * 1024.0;

  private Measure() {}

  /** One fleet: what came of it and what the limits alone would have allowed. */
  private record Row(FleetRun.Done done, List<LimitUse> uses, double heapMib, Duration real) {

    LimitUse binding() {
      return uses.stream().max(Comparator.comparingDouble(LimitUse::bound)).orElseThrow();
    }

    double seconds() {
      return done.all().toMillis() / 1000.0;
    }

    double ratio() {
      return seconds() / binding().bound();
    }

    long calls() {
      return uses.stream()
          .filter(
              use ->
                  List.of("reads", "writes", "deletes").contains(use.name())
                      || use.name().startsWith("vault"))
          .mapToLong(LimitUse::calls)
          .sum();
    }

    long refused() {
      return uses.stream().mapToLong(LimitUse::refused).sum();
    }
  }

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    boolean paced = given.size() > 1 && given.getFirst().equals("--speed");
    double speed = paced ? Double.parseDouble(given.get(1)) : SPEED;
    List<Integer> asked =
        given.subList(paced ? 2 : 0, given.size()).stream().map(Integer::valueOf).sorted().toList();
    List<Integer> fleets = asked.isEmpty() ? FLEETS : asked;
    System.out.printf(
        "Azure's limits, enforced by a local Azure in another process; time runs %.0f times as"
            + " fast, seconds are Azure's. Heap of this process: at most %.0f MiB.%n%n",
        speed, Runtime.getRuntime().maxMemory() / MIB);
    System.out.println(
        "machines   disks  keys   calls   tick s   total s   bound s  ratio   429  given back"
            + "  heap MiB  real s");
    row(WARM_UP, speed);
    List<Row> rows = new ArrayList<>();
    for (int machines : fleets) {
      Row row = row(machines, speed);
      rows.add(row);
      System.out.printf(
          "%8d %7d %5d %7d %8.0f %9.0f %9.0f  %5.2f  %4d  %10d  %8.0f  %6.0f%n",
          row.done().machines(),
          machines * LargeFleet.DISKS,
          LargeFleet.keyVersions(machines),
          row.calls(),
          row.done().tick().toMillis() / 1000.0,
          row.seconds(),
          row.binding().bound(),
          row.ratio(),
          row.refused(),
          row.done().again(),
          row.heapMib(),
          row.real().toMillis() / 1000.0);
    }
    rows.forEach(Measure::print);
    System.exit(verdicts(rows) ? 0 : 1);
  }

  private static Row row(int machines, double speed) {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    try (OtherProcess azure = new OtherProcess(machines, speed)) {
      Instant start = Instant.now();
      FleetRun.Done done = new FleetRun(azure.settings(), speed).run();
      Duration real = Duration.between(start, Instant.now());
      double heap = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MIB;
      if (done.machines() != machines) {
        throw new IllegalStateException(done.machines() + " of " + machines + " were due");
      }
      return new Row(done, azure.report(), heap, real);
    }
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void print(Row row) {
    System.out.printf("%n%,d machines: what the limits alone allow%n", row.done().machines());
    System.out.println(
        "limit                                   calls   burst  per second  (calls - burst) /"
            + " rate");
    row.uses().stream()
        .sorted(Comparator.comparingDouble(LimitUse::bound).reversed())
        .filter(use -> use.bound() > 0 || use.refused() > 0)
        .forEach(
            use ->
                System.out.printf(
                    "%-36s %8d %7.0f %11.2f  %.0f s%s%n",
                    use.name(),
                    use.calls(),
                    use.burst(),
                    use.perSecond(),
                    use.bound(),
                    use.refused() > 0 ? ", refused " + use.refused() : ""));
  }

  private static boolean verdicts(List<Row> rows) {
    boolean met = true;
    System.out.println();
    for (Row row : rows) {
      String fleet = String.format("%,d machines: ", row.done().machines());
      met &=
          verdict(
              row.ratio() <= MOST,
              fleet + "%.2f of what the limits allow, at most %.1f".formatted(row.ratio(), MOST));
      met &= verdict(row.refused() == 0, fleet + row.refused() + " calls refused with 429");
    }
    double heap = rows.stream().mapToDouble(Row::heapMib).max().orElse(0);
    met &=
        verdict(
            Runtime.getRuntime().maxMemory() <= MOST_HEAP,
            "heap at most %.0f MiB, limit 256 MiB".formatted(heap));
    if (rows.size() > 1) {
      met &= linear(rows.getFirst(), rows.getLast());
    }
    return met;
  }

  /** Small fleets live on the burst, and another limit may bind them: so both are told apart. */
  private static boolean linear(Row small, Row large) {
    double calls = perMachine(large) / perMachine(small);
    double share = large.ratio() / small.ratio();
    return verdict(
        calls <= 1.1 && share <= 1.1,
        "linear from %,d to %,d: calls per machine ×%.2f, share of what the limits allow ×%.2f"
            .formatted(small.done().machines(), large.done().machines(), calls, share));
  }

  private static double perMachine(Row row) {
    return 1.0 * row.calls() / row.done().machines();
  }

  private static boolean verdict(boolean met, String what) {
    System.out.println((met ? "met      " : "NOT met  ") + what);
    return met;
  }
}
