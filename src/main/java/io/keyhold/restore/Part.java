package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Made;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Tags;
import java.util.Optional;

/**
 * Something that a restore makes: a disk, a network interface, a machine. All are looked at, asked
 * for and removed in the same way.
 */
interface Part {

  ArmId id();

  /** What a step calls it, such as {@code the disk back-os}. */
  String what();

  /** Empty when there is nothing of this id. */
  Optional<Made> look();

  /** Asks for it; returns when Azure has accepted that. */
  void ask();

  /** Removes it; returns when it is gone. */
  void remove();

  /** What is left to do once it is made, by what was seen when it was looked at last. */
  default Optional<String> left() {
    return Optional.empty();
  }

  /** Asks for what is left. */
  default void settle() {}

  /** Why Azure could not make it, where it said so when it was looked at last. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** The step that is noted before it is asked for. */
  default String asking() {
    return "asked for " + what();
  }

  /** True when this restore made it, and not somebody else under its name. */
  static boolean isOf(Restore restore, Made made) {
    return Tags.value(made.tags(), Tags.RESTORE).filter(restore.id()::equals).isPresent();
  }

  default Problem taken() {
    return new Problem(Code.NAME_TAKEN, id().value(), "somebody else made " + what());
  }

  default Problem failed() {
    return new Problem(
        Code.RESTORE_FAILED,
        id().value(),
        "Azure could not make " + what() + trouble().map(why -> ": " + why).orElse(""));
  }
}
