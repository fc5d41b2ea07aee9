package io.keyhold.backup;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;

/**
 * One delivery of a backup order from the queue. A failure that may pass asks for another delivery;
 * the last one, or a failure that will not pass, is recorded, so that nothing ends unseen in a
 * poison queue.
 */
public final class BackupDelivery {

  /** {@code maxDequeueCount} of the app's host.json; a test holds the two together. */
  public static final int LAST_DELIVERY = 5;

  /** What became of a delivery. */
  public sealed interface Result {

    /** The slot has an outcome, or waits for a later tick. */
    record Done(RecoveryPoint point) implements Result {}

    /** There is nothing to record it under: the policy does not exist any more. */
    record Dropped(Problem cause) implements Result {}

    /** The message should be delivered again. */
    record Again(Problem cause) implements Result {}
  }

  private final BackupMachine backup;

  public BackupDelivery(BackupMachine backup) {
    this.backup = backup;
  }

  /**
   * @param delivery which delivery of the message this is, from 1
   */
  public Result deliver(BackupOrder order, int delivery) {
    try {
      return new Result.Done(backup.run(order));
    } catch (BrokenChainException broken) {
      return new Result.Again(broken.problem());
    } catch (CloudFailure failure) {
      return mayPass(failure) && delivery < LAST_DELIVERY
          ? new Result.Again(failure.problem())
          : giveUp(order, failure.problem());
    } catch (RuntimeException mistake) {
      if (delivery < LAST_DELIVERY) {
        throw mistake;
      }
      return giveUp(order, ownMistake(order, mistake));
    }
  }

  /** How Keyhold is set up says nothing about the machine: the slot is not lost for it at once. */
  private static boolean mayPass(CloudFailure failure) {
    return failure.retryHelps() || failure.problem().code().group() == Code.Group.SETUP;
  }

  private static Problem ownMistake(BackupOrder order, RuntimeException mistake) {
    return new Problem(
        Code.INTERNAL_ERROR, order.point().value(), mistake.getClass().getSimpleName());
  }

  private Result giveUp(BackupOrder order, Problem cause) {
    try {
      return new Result.Done(backup.giveUp(order, cause));
    } catch (BrokenChainException broken) {
      return new Result.Again(broken.problem());
    } catch (CloudFailure failure) {
      return failure.problem().code() == Code.NO_POLICY
          ? new Result.Dropped(failure.problem())
          : new Result.Again(failure.problem());
    }
  }
}
