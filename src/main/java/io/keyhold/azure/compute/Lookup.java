package io.keyhold.azure.compute;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads that may find nothing: a 404 of the gateway or of the provider is an answer. */
final class Lookup {

  private Lookup() {}

  /** What the call returns; empty when Azure says that there is no such thing. */
  static <T> Optional<T> find(String subject, Supplier<T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (CloudFailure known) {
      throw known;
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      if (trouble instanceof Trouble.Answered answer && absent(answer)) {
        return Optional.empty();
      }
      throw CloudFailures.of(trouble, subject);
    }
  }

  static Optional<DiskInner> disk(ComputeClients clients, ArmId id) {
    return find(
        id.value(),
        () ->
            clients
                .of(id)
                .getDisks()
                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                .getValue());
  }

  static Optional<SnapshotInner> snapshot(ComputeClients clients, ArmId id) {
    return find(
        id.value(),
        () ->
            clients
                .of(id)
                .getSnapshots()
                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                .getValue());
  }

  /** A subscription that is not there, or not open to us, says nothing about the resource. */
  private static boolean absent(Trouble.Answered answer) {
    return answer.status() == 404 && !answer.says("SubscriptionNotFound");
  }
}
