package io.keyhold.local.demo;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The first minute with Keyhold: a fired timer backs up encrypted machines, the gate refuses one
 * whose key is disabled, HTTP restores it once the key is back, and the bytes are those of the
 * night of the backup. Every sentence is checked before it is printed.
 */
public final class Demo {
  private final PrintStream out;

  public Demo(PrintStream out) {
    this.out = out;
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
      Refusal refusal = new Refusal(stage, story);
      refusal.disableTheKey();
      refusal.backUpIsRefused();
      refusal.restoreIsForbidden(night);
      refusal.enableTheKey();
      Recovery recovery = new Recovery(stage, story);
      recovery.damageTheMachine();
      recovery.restore(night);
      recovery.compare(night);
      recovery.open();
      new Bystanders(stage, story).nobodyElseWasCalled();
      story.end("All of it was true.");
    } catch (DemoFailure untrue) {
      out.println();
      stage.lastWords().forEach(out::println);
      throw untrue;
    }
  }
}
