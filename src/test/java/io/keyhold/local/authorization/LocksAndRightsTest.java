package io.keyhold.local.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.AzureEnvironment;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.authorization.implementation.AuthorizationManagementClientBuilder;
import com.azure.resourcemanager.resources.fluent.ManagementLocksClient;
import com.azure.resourcemanager.resources.fluent.models.ManagementLockObjectInner;
import com.azure.resourcemanager.resources.implementation.ManagementLockClientBuilder;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import io.keyhold.local.azure.Wire;
import io.keyhold.local.identity.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks hinder what they lock, and roles allow what they name, with Azure's own words. */
class LocksAndRightsTest {

  private static final String SUBSCRIPTION = "/subscriptions/" + LocalAzure.SUBSCRIPTION;
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/g";
  private static final String DISK = GROUP + "/providers/Microsoft.Compute/disks/d";
  private static final String VERSION = "?api-version=2025-01-02";
  private static final String BLANK =
      "{\"location\": \"westeurope\", \"properties\": {\"creationData\": {\"createOption\":"
          + " \"Empty\"}, \"diskSizeGB\": 1}}";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    azure.compute().disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", DiskPlan.blank().named("d"));
    wire = new Wire(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aLockAgainstDeletesHindersDeletesAndNothingElse() {
    azure.locks().canNotDelete(GROUP, "keep");
    var answer = wire.arm("DELETE", DISK + VERSION, "");
    refused(answer, 409, "ScopeLocked");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .isEqualTo(
            "The scope '"
                + DISK
                + "' cannot perform delete operation because following scope(s) are locked: '"
                + GROUP
                + "'. Please remove the lock and try again.");
    assertThat(wire.arm("PUT", DISK + VERSION, BLANK).statusCode()).isEqualTo(202);
  }

  @Test
  void aReadOnlyLockHindersWritesAndActionsButNoReading() {
    azure.locks().readOnly(DISK, "frozen");
    refused(wire.arm("PUT", DISK + VERSION, BLANK), 409, "ScopeLocked");
    refused(wire.arm("DELETE", DISK + VERSION, ""), 409, "ScopeLocked");
    var answer =
        wire.arm(
            "POST",
            DISK + "/beginGetAccess" + VERSION,
            "{\"access\": \"Read\", \"durationInSeconds\": 60}");
    refused(answer, 409, "ScopeLocked");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .startsWith("The scope '" + DISK + "' cannot perform write operation");
    assertThat(wire.get(DISK + VERSION).statusCode()).isEqualTo(200);
    assertThat(wire.arm("PUT", DISK + "2" + VERSION, BLANK).statusCode()).isEqualTo(202);
  }

  @Test
  void whoLacksTheRightIsToldThatAndNotOfTheLock() {
    azure.locks().readOnly(SUBSCRIPTION, "all");
    azure.caller("reader").deny("Microsoft.Compute/disks/delete");
    refused(wire.armAs("reader", "DELETE", DISK + VERSION, ""), 403, "AuthorizationFailed");
  }

  @Test
  void aListAtAGroupHasTheLocksAboveItAndThoseBeneathIt() {
    azure.locks().canNotDelete(SUBSCRIPTION, "above");
    azure.locks().canNotDelete(GROUP, "own");
    azure.locks().readOnly(DISK, "beneath");
    azure.locks().readOnly(GROUP + "2", "foreign");
    var locks = locks();
    assertThat(locks.listByResourceGroup("g"))
        .extracting(ManagementLockObjectInner::name)
        .containsExactlyInAnyOrder("above", "own", "beneath");
    assertThat(locks.listAtResourceLevel("g", "Microsoft.Compute", "", "disks", "d"))
        .extracting(lock -> lock.name() + " " + lock.level())
        .containsExactlyInAnyOrder("above CanNotDelete", "own CanNotDelete", "beneath ReadOnly");
    assertThat(locks.list()).hasSize(4);
  }

  @Test
  void aLockIsTakenAwayUnderItself() {
    var lock = GROUP + "/providers/Microsoft.Authorization/locks/l?api-version=2020-05-01";
    var made = wire.arm("PUT", lock, "{\"properties\": {\"level\": \"ReadOnly\"}}");
    assertThat(made.statusCode()).isEqualTo(201);
    refused(wire.arm("DELETE", DISK + VERSION, ""), 409, "ScopeLocked");
    assertThat(wire.arm("DELETE", lock, "").statusCode()).isEqualTo(200);
    assertThat(wire.arm("DELETE", DISK + VERSION, "").statusCode()).isEqualTo(202);
  }

  @Test
  void aRoleHoldsAtItsScopeAndBeneath() {
    azure
        .caller("app")
        .assign(Role.of("Microsoft.Compute/*").without("Microsoft.Compute/disks/delete"), GROUP)
        .assign(Role.of("*/read"), SUBSCRIPTION + "/resourceGroups/other");
    assertThat(wire.armAs("app", "PUT", DISK + VERSION, BLANK).statusCode()).isEqualTo(202);
    refused(wire.armAs("app", "DELETE", DISK + VERSION, ""), 403, "AuthorizationFailed");
    var foreign = DISK.replace("/resourceGroups/g/", "/resourceGroups/other/");
    refused(wire.armAs("app", "GET", foreign + VERSION, ""), 404, "ResourceNotFound");
    refused(wire.armAs("app", "PUT", foreign + VERSION, BLANK), 403, "AuthorizationFailed");
    var answer = wire.armAs("app", "GET", DISK.replace("/g/", "/third/") + VERSION, "");
    refused(answer, 403, "AuthorizationFailed");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .contains("does not have authorization to perform action 'Microsoft.Compute/disks/read'")
        .contains("over scope '" + DISK.replace("/g/", "/third/") + "' or the scope is invalid");
  }

  @Test
  void aLinkedRightIsAskedAtTheLinkedScope() {
    azure.caller("app").assign(Role.of("Microsoft.Compute/*"), SUBSCRIPTION + "/resourceGroups/h");
    var snapshot =
        SUBSCRIPTION + "/resourceGroups/h/providers/Microsoft.Compute/snapshots/s" + VERSION;
    var copy = BLANK.replace("\"Empty\"", "\"Copy\", \"sourceResourceId\": \"" + DISK + "\"");
    var answer = wire.armAs("app", "PUT", snapshot, copy);
    refused(answer, 403, "LinkedAuthorizationFailed");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .contains(
            "'Microsoft.Compute/disks/beginGetAccess/action' on the linked scope(s) '" + DISK);
  }

  @Test
  void permissionsTellWhatTheCallerMayDo() {
    assertThat(permissions("").getFirst().actions()).containsExactly("*");
    azure.caller("less").deny("*/delete");
    assertThat(permissions("less").getFirst().notActions()).containsExactly("*/delete");
    azure
        .caller("app")
        .assign(Role.of("*/read"), SUBSCRIPTION)
        .assign(Role.of("Microsoft.Compute/disks/write", "Microsoft.Authorization/*/read"), GROUP)
        .assign(Role.of("*"), SUBSCRIPTION + "/resourceGroups/other");
    assertThat(permissions("app"))
        .extracting(PermissionInner::actions)
        .containsExactly(
            List.of("*/read"),
            List.of("Microsoft.Compute/disks/write", "Microsoft.Authorization/*/read"));
  }

  private List<PermissionInner> permissions(String client) {
    return new AuthorizationManagementClientBuilder()
            .pipeline(Sdk.pipeline(azure, client))
            .endpoint(AzureEnvironment.AZURE.getResourceManagerEndpoint())
            .subscriptionId(LocalAzure.SUBSCRIPTION)
            .buildClient()
            .getPermissions()
            .listByResourceGroup("g")
            .stream()
            .toList();
  }

  private ManagementLocksClient locks() {
    return new ManagementLockClientBuilder()
        .pipeline(Sdk.pipeline(azure, ""))
        .endpoint(AzureEnvironment.AZURE.getResourceManagerEndpoint())
        .subscriptionId(LocalAzure.SUBSCRIPTION)
        .buildClient()
        .getManagementLocks();
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Wire.json(answer).at("/error/code").asText()).isEqualTo(code);
  }
}
