package io.keyhold.fidelity;

import io.keyhold.local.http.Witness;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lets a witness see every local Azure that a test run starts in its own process. */
public final class WitnessedRun implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    System.setProperty(Witness.PROPERTY, "true");
  }
}
