package io.keyhold.plan;

import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Horizon;
import io.keyhold.domain.Lun;
import io.keyhold.domain.RecoveryPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The break-glass kit: how a recovery point is restored and opened with Keyhold gone. The same
 * point always gives the same text, so that it may be written again; what time it is now stands
 * nowhere in it. It holds no key material and no tag of anybody's.
 */
public final class Kit {

  private Kit() {}

  /**
   * The kit of a point.
   *
   * @param point as it stands with the event that the kit is written before
   * @param number of that event
   * @return Markdown
   */
  public static String text(RecoveryPoint point, int number) {
    Page page = new Page();
    head(page, point, number);
    KitTables.disks(page, point);
    KitTables.keys(page, point);
    RestoreLines.write(page, point);
    MachineLines.write(page, point);
    ReachLines.write(page);
    open(page, point);
    KeyTrouble.write(page, point);
    return page.toString();
  }

  private static void head(Page page, RecoveryPoint point, int number) {
    page.title("Break-glass kit for " + point.origin().machine().name());
    page.say(
        "This page restores one backup of one machine and opens its disks. It needs neither Keyhold"
            + " nor Azure Functions: a Linux machine with bash, az (2.50 or later), curl,"
            + " cryptsetup (2.4 or later) and dislocker, and somebody with the rights to the"
            + " snapshots, the keys and a resource group. It holds no key material.");
    List<String> facts = new ArrayList<>();
    facts.add("recovery point " + point.id() + ", before its event " + number);
    facts.add("machine " + point.origin().machine().value());
    facts.add("vmId " + point.origin().vmId());
    facts.add("policy " + point.origin().policy().name());
    facts.add("slot " + point.origin().slot());
    facts.add(
        point.disks().size() > 1
            ? "consistency: each disk as after a power cut, not consistent with one another"
            : "consistency: as after a power cut");
    page.points(facts);
    Horizon.of(point.disks())
        .ifPresent(horizon -> page.say("Horizon " + horizon.on(), horizon.detail() + "."));
    page.points(point.remarks().stream().map(remark -> remark.detail() + ".").toList());
  }

  private static void open(Page page, RecoveryPoint point) {
    page.section("6. Open the disks");
    page.say(
        "As root on the machine that the disk is attached to, or where it was downloaded, in one"
            + " shell and in this order. Steps marked otherwise are only for when the one before"
            + " did not succeed.");
    for (DiskRecord disk : point.disks()) {
      page.part(title(disk.lun()));
      page.sh("NAME=\"$PREFIX-" + disk.lun().suffix() + "\"");
      page.say("Reach it as section 5 says; DISK is then set. Then:");
      UnlockPlan plan = UnlockPlan.of(point, disk);
      page.points(plan.remarks());
      for (UnlockPlan.Step step : plan.steps()) {
        page.say(step.use().word(), step.text());
        step.command().ifPresent(command -> page.block(command.shell().word(), command.text()));
      }
    }
  }

  static String title(Lun lun) {
    return lun.isOs() ? "OS disk" : "Data disk, LUN " + lun.label();
  }
}
