package io.keyhold.azure.compute;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.DiskEncryptionSetInner;
import com.azure.resourcemanager.compute.models.DiskEncryptionSetIdentityType;
import com.azure.resourcemanager.compute.models.DiskEncryptionSetType;
import com.azure.resourcemanager.compute.models.EncryptionSetIdentity;
import com.azure.resourcemanager.compute.models.KeyForDiskEncryptionSet;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Values;
import io.keyhold.azure.http.Shown;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SetReading;
import java.util.Optional;

/** Disk encryption sets, read from the resource manager. */
public final class AzureEncryptionSets implements EncryptionSets {

  private final ComputeClients clients;

  public AzureEncryptionSets(ComputeClients clients) {
    this.clients = clients;
  }

  @Override
  public SetReading read(ArmId set) {
    try {
      return Reads.find(
              set.value(),
              () ->
                  clients
                      .of(set)
                      .getDiskEncryptionSets()
                      .getByResourceGroupWithResponse(set.resourceGroup(), set.name(), Context.NONE)
                      .getValue())
          .<SetReading>map(AzureEncryptionSets::found)
          .orElseGet(SetReading.Absent::new);
    } catch (CloudFailure failure) {
      return new SetReading.NoAnswer(unread(failure.problem()));
    }
  }

  /** What waiting cannot mend gets the code whose remedy names the missing right. */
  private static Problem unread(Problem problem) {
    boolean right = problem.code() == Code.CLOUD_DENIED || problem.code() == Code.CLOUD_REFUSED;
    return right ? new Problem(Code.SET_UNREADABLE, problem.subject(), problem.detail()) : problem;
  }

  private static SetReading found(DiskEncryptionSetInner set) {
    return new SetReading.Found(
        hasIdentity(set.identity()),
        Optional.ofNullable(set.activeKey()).flatMap(AzureEncryptionSets::key),
        Values.list(set.previousKeys()).stream()
            .flatMap(previous -> key(previous).stream())
            .toList(),
        Optional.ofNullable(set.autoKeyRotationError())
            .map(error -> Shown.text(error.getCode() + ": " + error.getMessage())),
        Values.orEmpty(set.location()),
        DiskEncryptionSetType.ENCRYPTION_AT_REST_WITH_PLATFORM_AND_CUSTOMER_KEYS.equals(
            set.encryptionType()));
  }

  private static Optional<KeyRef> key(KeyForDiskEncryptionSet key) {
    return Optional.ofNullable(key.keyUrl()).flatMap(KeyRef::parse);
  }

  /** A set can lose its identity and stay Succeeded (exchanges, des-rotation). */
  private static boolean hasIdentity(EncryptionSetIdentity identity) {
    if (identity == null || DiskEncryptionSetIdentityType.NONE.equals(identity.type())) {
      return false;
    }
    boolean users =
        identity.userAssignedIdentities() != null && !identity.userAssignedIdentities().isEmpty();
    return users || identity.principalId() != null;
  }
}
