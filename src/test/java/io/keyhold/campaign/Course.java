package io.keyhold.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.restore.RestoreRequest.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Keyhold does in many steps after a backup, and how it ends whatever becomes of a call. */
enum Course {

  /** From taken to complete: gate, lease, start, poll, kit, and a sweep. */
  COPY {
    @Override
    void prepare(LifeStage stage) {
      stage.backUp();
    }

    @Override
    void step(LifeStage stage) {
      stage.copies();
      stage.later(Duration.ofMinutes(5));
    }

    @Override
    boolean done(LifeStage stage) {
      return stage.point(stage.today()).state() == PointState.COMPLETE;
    }

    @Override
    List<String> wrongs(LifeStage stage) {
      return isCopied(stage);
    }
  },

  /** A copy fails, a sweep removes what is left of it, and it is tried again. */
  REPAIR {
    @Override
    void prepare(LifeStage stage) {
      stage.backUp();
      stage.copies();
      stage.letACopyFail();
    }

    @Override
    void step(LifeStage stage) {
      stage.copies();
      if (stage.point(stage.today()).state() == PointState.TAKEN) {
        stage.sweep();
      }
      stage.later(Duration.ofMinutes(5));
    }

    @Override
    boolean done(LifeStage stage) {
      return stage.point(stage.today()).state() == PointState.COMPLETE;
    }

    @Override
    List<String> wrongs(LifeStage stage) {
      return isCopied(stage);
    }
  },

  DISKS {
    @Override
    void step(LifeStage stage) {
      restoreStep(stage, Mode.DISKS);
    }

    @Override
    boolean done(LifeStage stage) {
      return restoreIsDone(stage);
    }

    @Override
    List<String> wrongs(LifeStage stage) {
      return restored(stage, "Succeeded", List.of("back-lun0", "back-os"));
    }
  },

  MACHINE {
    @Override
    void step(LifeStage stage) {
      restoreStep(stage, Mode.MACHINE);
    }

    @Override
    boolean done(LifeStage stage) {
      return restoreIsDone(stage);
    }

    @Override
    List<String> wrongs(LifeStage stage) {
      return restored(stage, "Succeeded", List.of("back-lun0", "back-os", "back-nic", "back"));
    }
  },

  /** It is cancelled when its disks, its network interface and its machine have been asked for. */
  CANCEL {
    @Override
    void begin(LifeStage stage) {
      stage.askFor(ID, Mode.MACHINE);
      for (int look = 0; look < 3; look++) {
        stage.look(ID);
      }
    }

    @Override
    void step(LifeStage stage) {
      if (!stage.restore(ID).orElseThrow().path("cancelling").asBoolean()) {
        stage.cancel(ID);
      }
      stage.work(ID);
      stage.later(Duration.ofMinutes(20));
      stage.advanceRestores();
    }

    @Override
    boolean done(LifeStage stage) {
      return restoreIsDone(stage);
    }

    @Override
    List<String> wrongs(LifeStage stage) {
      return restored(stage, "Canceled", List.of());
    }
  },

  /** The oldest point is marked, and fourteen days later it is deleted with its copies. */
  EXPIRE {
    @Override
    void step(LifeStage stage) {
      stage.expire();
      boolean marked = oldest(stage).state() == PointState.EXPIRING;
      stage.later(marked ? Duration.ofDays(14) : Duration.ofHours(1));
    }

    @Override
    boolean done(LifeStage stage) {
      return oldest(stage).state() == PointState.EXPIRED
          && Remains.of(stage.azure, stage.old().getFirst()).isEmpty();
    }

    @Override
    List<String> wrongs(LifeStage stage) {
      List<String> wrongs = new ArrayList<>();
      if (!done(stage)) {
        wrongs.add("the oldest point is " + oldest(stage).state().word() + " or not all deleted");
      }
      for (int kept = 1; kept < stage.old().size(); kept++) {
        RecoveryPoint point = stage.point(stage.old().get(kept));
        if (point.state() != PointState.COMPLETE) {
          wrongs.add(point.id() + " is " + point.state().word() + " and should be kept");
        }
      }
      return wrongs;
    }

    private RecoveryPoint oldest(LifeStage stage) {
      return stage.point(stage.old().getFirst());
    }
  };

  /** The id of the one restore of a case. */
  static final String ID = "r-1";

  private static final int STEPS = 30;
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Canceled");

  /** What happens once before all cases; whatever it leaves, each of them finds. */
  void prepare(LifeStage stage) {}

  /** What happens in each case before the first fault, and so without one. */
  void begin(LifeStage stage) {}

  abstract void step(LifeStage stage);

  abstract boolean done(LifeStage stage);

  /** What of its end is not as it should be. */
  abstract List<String> wrongs(LifeStage stage);

  /** All of it, again and again where something went wrong, and a sweep. */
  void run(LifeStage stage) {
    for (int step = 0; step < STEPS && (step == 0 || !done(stage)); step++) {
      step(stage);
    }
    stage.sweep();
  }

  private static List<String> isCopied(LifeStage stage) {
    RecoveryPoint point = stage.point(stage.today());
    boolean copied =
        point.state() == PointState.COMPLETE && point.copies().size() == point.disks().size();
    return copied
        ? List.of()
        : List.of(
            "it ended as %s with %d copies, %s"
                .formatted(point.state().word(), point.copies().size(), point.causes()));
  }

  private static void restoreStep(LifeStage stage, Mode mode) {
    if (stage.restore(ID).isEmpty()) {
      stage.askFor(ID, mode);
      stage.work(ID);
    } else {
      stage.later(Duration.ofMinutes(1));
      stage.advanceRestores();
    }
  }

  private static boolean restoreIsDone(LifeStage stage) {
    return stage
            .restore(ID)
            .filter(known -> ENDED.contains(known.path("state").asText()))
            .isPresent()
        && !stage.isOpen(ID);
  }

  private static List<String> restored(LifeStage stage, String state, List<String> names) {
    List<String> wrongs = new ArrayList<>();
    JsonNode restore = stage.restore(ID).orElseThrow();
    if (!restore.path("state").asText().equals(state) || stage.isOpen(ID)) {
      wrongs.add(
          "the restore ended as %s, open %s: %s"
              .formatted(restore.path("state"), stage.isOpen(ID), restore.path("steps")));
    }
    List<String> made =
        Remains.made(stage.azure).stream()
            .map(id -> id.substring(id.lastIndexOf('/') + 1))
            .sorted()
            .toList();
    if (!made.equals(names.stream().sorted().toList())) {
      wrongs.add("there are " + made + " and not " + names);
    }
    return wrongs;
  }
}
