package io.keyhold.azure.groups;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.resources.fluent.ManagementLocksClient;
import com.azure.resourcemanager.resources.fluent.models.ManagementLockObjectInner;
import com.azure.resourcemanager.resources.models.LockLevel;
import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.Look;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Rights;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Resource groups, their locks and the caller's rights, over the resource manager. */
public final class AzureResourceGroups implements ResourceGroups {

  private static final String LOCKS = "/providers/microsoft.authorization/locks/";

  /**
   * The SDK lists the permissions of groups and resources only; this is the version that it asks
   * for.
   */
  private static final String PERMISSIONS =
      "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01";

  private final GroupClients clients;

  public AzureResourceGroups(GroupClients clients) {
    this.clients = clients;
  }

  @Override
  public Look<String> region(GroupId group) {
    return Reads.look(
        group.value(),
        () ->
            Values.orEmpty(
                clients
                    .groups(group.subscription())
                    .getResourceGroups()
                    .getWithResponse(group.name(), Context.NONE)
                    .getValue()
                    .location()));
  }

  /**
   * The subscription's list holds the locks of all scopes in it, so it says everything. Who may not
   * read that sees the group's own: a lock there is a lock, but none there proves nothing.
   */
  @Override
  public Look<List<Lock>> locks(GroupId group) {
    Look<List<Lock>> all = locks(group, ManagementLocksClient::list);
    if (all instanceof Look.Unknown
        && locks(group, locks -> locks.listByResourceGroup(group.name()))
            instanceof Look.Seen<List<Lock>> own
        && !own.value().isEmpty()) {
      return own;
    }
    return all;
  }

  private Look<List<Lock>> locks(
      GroupId group,
      Function<ManagementLocksClient, PagedIterable<ManagementLockObjectInner>> list) {
    return Reads.look(
        group.value(),
        () ->
            list.apply(clients.locks(group.subscription()).getManagementLocks()).stream()
                .flatMap(AzureResourceGroups::lock)
                .filter(lock -> binds(lock.scope(), group))
                .toList());
  }

  private static Stream<Lock> lock(ManagementLockObjectInner lock) {
    String id = Values.orEmpty(lock.id());
    int scope = id.toLowerCase(Locale.ROOT).lastIndexOf(LOCKS);
    if (scope < 0 || LockLevel.NOT_SPECIFIED.equals(lock.level())) {
      return Stream.empty();
    }
    Lock.Level level =
        LockLevel.CAN_NOT_DELETE.equals(lock.level())
            ? Lock.Level.CAN_NOT_DELETE
            : Lock.Level.READ_ONLY;
    return Stream.of(new Lock(Values.orEmpty(lock.name()), level, id.substring(0, scope)));
  }

  private static boolean binds(String scope, GroupId group) {
    return scope.equalsIgnoreCase(group.value())
        || scope.equalsIgnoreCase("/subscriptions/" + group.subscription());
  }

  @Override
  public Look<Rights> rights(String subscription) {
    String scope = "/subscriptions/" + subscription;
    return Reads.look(
        scope,
        () ->
            new Rights(
                clients.plain().list(scope, scope + PERMISSIONS).stream()
                    .map(one -> new Rights.Grant(texts(one, "actions"), texts(one, "notActions")))
                    .toList()));
  }

  private static List<String> texts(JsonNode node, String member) {
    return node.path(member).valueStream().map(JsonNode::asText).toList();
  }

  @Override
  public Look<Rights> rights(GroupId group) {
    return Reads.look(
        group.value(),
        () ->
            rights(
                clients
                    .permissions(group.subscription())
                    .getPermissions()
                    .listByResourceGroup(group.name())
                    .stream()));
  }

  @Override
  public Look<Rights> rights(ArmId resource) {
    Resource parts = Resource.of(resource);
    return Reads.look(
        resource.value(),
        () ->
            rights(
                clients
                    .permissions(resource.subscription())
                    .getPermissions()
                    .listForResource(
                        resource.resourceGroup(),
                        parts.provider(),
                        parts.parent(),
                        parts.type(),
                        resource.name())
                    .stream()));
  }

  private static Rights rights(Stream<PermissionInner> permissions) {
    return new Rights(
        permissions
            .map(one -> new Rights.Grant(Values.list(one.actions()), Values.list(one.notActions())))
            .toList());
  }
}
