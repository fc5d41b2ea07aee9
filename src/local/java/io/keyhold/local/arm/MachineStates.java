package io.keyhold.local.arm;

import java.util.Optional;

/** What a machine's provisioningState allows. */
final class MachineStates {

  private MachineStates() {}

  /** A machine that is being deleted can only be deleted. */
  static void checkNotDeleting(Resource machine, String operation) {
    if (deleting(machine)) {
      throw ArmFailure.notAllowed(
          ("Operation '%s' is not allowed on VM '%s' since the VM is marked for deletion. You can"
                  + " only retry the Delete operation (or wait for an ongoing one to complete).")
              .formatted(operation, machine.id().name()));
    }
  }

  /**
   * Refuses the end of an operation that a delete has overtaken.
   *
   * @param now the machine, where it is still there
   */
  static void checkNotOvertaken(Optional<Resource> now) {
    if (now.isEmpty() || deleting(now.get())) {
      throw ArmFailure.provider(
          409,
          "OperationPreempted",
          "Operation execution has been preempted by a more recent operation.");
    }
  }

  private static boolean deleting(Resource machine) {
    return machine.property("provisioningState").filter("Deleting"::equals).isPresent();
  }
}
