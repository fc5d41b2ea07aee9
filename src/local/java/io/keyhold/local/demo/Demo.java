package io.keyhold.local.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The first minute with Keyhold: fired timers back up encrypted machines and copy them to a second
 * region, the gate refuses whatever misses its key, HTTP restores a disk from its copy and a whole
 * machine, the bytes are those of the night of the backup, and the unlock plans open them. Every
 * sentence is checked before it is printed.
 */
public final class Demo {
  private final PrintStream out;
  private final Tools tools;

  /**
   * @param environment of this process: where programs are, and whether all have to be there
   */
  public Demo(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.tools = new Tools(environment);
  }

  /**
   * Tells the story with the packaged apps; throws {@link DemoFailure} at the first sentence that
   * is not true.
   */
  public void run(Path packages) {
    try (Stage stage = new Stage(packages)) {
      tell(stage);
    }
  }

  private void tell(Stage stage) {
    Story story = new Story(out);
    try {
      Night night = new Night(stage, story);
      night.backUp();
      Copies copies = new Copies(stage, story, night);
      copies.aKeyIsDisabledBeforeTheCopy();
      copies.theyBecomeWhole();
      Refusal refusal = new Refusal(stage, story);
      refusal.disableTheKey();
      refusal.backUpIsRefused();
      refusal.restoreIsForbidden(night);
      refusal.enableTheKey();
      WholeMachine machine = new WholeMachine(stage, story);
      machine.damage();
      Disk elsewhere = new SecondRegion(stage, story).restore(night);
      List<Disk> disks = new ArrayList<>(machine.restore(night));
      disks.add(elsewhere);
      new Opening(stage, story, tools).compareAndOpen(night, disks);
      new Expiry(stage, story).nothingIsOldEnough();
      new Bystanders(stage, story).nobodyElseWasCalled();
      story.end("All of it was true.");
    } catch (DemoFailure untrue) {
      out.println();
      stage.lastWords().forEach(out::println);
      throw untrue;
    }
  }
}
