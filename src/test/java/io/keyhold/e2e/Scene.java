package io.keyhold.e2e;

import io.keyhold.domain.Code;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One row of the table of everything that Keyhold sees: how it is staged on the local Azure, what
 * Keyhold says of it, and what the operator should do. A test plays every row; the page {@code
 * docs/what-keyhold-sees.md} is written from the same rows.
 *
 * @param what the situation, in words
 * @param staging sets the stage for the machine {@link SceneStage#MACHINE}
 * @param action what the operator should do; empty: the remedy of the first code
 */
record Scene(Chapter chapter, String what, Consumer<SceneStage> staging, Says says, String action) {

  /** A part of the page. */
  enum Chapter {
    SCHEMES("What encrypts the disks"),
    UNDER_WAY("Encryption that is under way"),
    DISKS("Disks that are refused or left out"),
    IN_GUEST("Keys inside the guest"),
    SETS("Disk encryption sets and their keys"),
    POLICY("What the policy changes");

    private final String title;

    Chapter(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * What Keyhold says.
   *
   * @param state of the recovery point
   * @param inside what encrypts each disk inside, in the order of the LUNs
   * @param verdicts of all needed keys: {@code result}, or {@code result Code}
   * @param causes why the slot is not taken
   * @param remarks what must be known and stops nothing
   */
  record Says(
      String state,
      List<String> inside,
      List<String> verdicts,
      List<Code> causes,
      List<Code> remarks) {

    static Says state(String state) {
      return new Says(state, List.of(), List.of(), List.of(), List.of());
    }

    Says inside(String... words) {
      return new Says(state, List.of(words), verdicts, causes, remarks);
    }

    Says verdicts(String... words) {
      return new Says(state, inside, List.of(words), causes, remarks);
    }

    Says causes(Code... codes) {
      return new Says(state, inside, verdicts, List.of(codes), remarks);
    }

    Says remarks(Code... codes) {
      return new Says(state, inside, verdicts, causes, List.of(codes));
    }

    /** The codes of the row, the weightiest first. */
    List<Code> codes() {
      Stream<Code> ofVerdicts =
          verdicts.stream()
              .filter(verdict -> verdict.contains(" "))
              .map(verdict -> Code.of(verdict.substring(verdict.indexOf(' ') + 1)).orElseThrow());
      return Stream.of(causes.stream(), ofVerdicts, remarks.stream())
          .flatMap(codes -> codes)
          .distinct()
          .toList();
    }
  }

  @Override
  public String toString() {
    return chapter.title() + ": " + what;
  }
}
