package io.keyhold.campaign;

import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.PointState;
import io.keyhold.functions.UseCases;
import java.time.Instant;
import java.util.List;

/**
 * {@code ./keyhold measure}: a tick and every delivery for fleets of 100, 1,000 and 10,000
 * machines, and the heap that is in use after a collection. The cloud is a {@link Mirage} that
 * keeps nothing, so what is measured is the program. It ends by itself within a minute or two.
 */
public final class Measure {

  private static final int[] FLEETS = {100, 1_000, 10_000};

  /** Deliveries between two looks at the heap. */
  private static final int LOOK = 1_000;

  private static final double MIB = 1024.0 * 1024.0;

  /** Growth of the deliveries' heap over a hundred times the machines that still counts as flat. */
  private static final double FLAT_MIB = 8;

  private Measure() {}

  public static void main(String[] arguments) {
    run(FLEETS[0]); // loads the classes
    System.out.println(
        "machines   calls   seconds   heap of the tick (MiB)   heap of the deliveries (MiB)");
    double first = run(FLEETS[0]);
    double last = first;
    for (int index = 1; index < FLEETS.length; index++) {
      last = run(FLEETS[index]);
    }
    System.out.printf(
        "The heap of the deliveries grows by %.1f MiB from %,d to %,d machines: %s%n",
        last - first,
        FLEETS[0],
        FLEETS[FLEETS.length - 1],
        last - first <= FLAT_MIB ? "flat" : "NOT flat");
    System.exit(last - first <= FLAT_MIB ? 0 : 1);
  }

  /** Returns the largest heap seen while orders were delivered, in MiB. */
  private static double run(int machines) {
    Mirage cloud = new Mirage(machines);
    UseCases useCases = cloud.useCases();
    double before = used();
    Instant start = Instant.now();
    List<BackupOrder> orders = useCases.backupTick().tick("measure").orders();
    final double tick = used() - before;
    int count = orders.size();
    double peak = 0;
    for (int index = 0; index < count; index++) {
      BackupDelivery.Result result = useCases.backupMachine().deliver(orders.get(index), 1);
      if (!(result instanceof BackupDelivery.Result.Done done)
          || done.point().state() != PointState.COMPLETE) {
        throw new IllegalStateException("machine " + index + " ended with " + result);
      }
      if (index % LOOK == LOOK - 1 || index == count - 1) {
        peak = Math.max(peak, used() - before - tick);
      }
    }
    System.out.printf(
        "%8d %7d %9.1f %24.1f %30.1f%n",
        count,
        cloud.calls(),
        java.time.Duration.between(start, Instant.now()).toMillis() / 1000.0,
        tick,
        peak);
    return peak;
  }

  private static double used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
  }
}
