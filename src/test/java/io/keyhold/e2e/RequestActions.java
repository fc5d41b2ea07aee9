package io.keyhold.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rights a request needs, as Azure says (azure-facts.md §8; exchanges, errors-documented): a
 * table of our own beside the one that the local Azure enforces. A request that is not in it is an
 * error.
 */
final class RequestActions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPUTE = "Microsoft.Compute/";
  private static final String NETWORK = "Microsoft.Network/";
  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";
  private static final String ACCESS_TO_DISKS = COMPUTE + "disks/beginGetAccess/action";
  private static final String SET = COMPUTE + "diskEncryptionSets/read";

  /** Method and path at ARM, after the subscription and the group → action. */
  private static final Map<String, String> ARM =
      Map.ofEntries(
          Map.entry("GET ", "Microsoft.Resources/subscriptions/resourceGroups/read"),
          Map.entry("GET microsoft.compute/virtualmachines", COMPUTE + "virtualMachines/read"),
          Map.entry("GET microsoft.compute/virtualmachines/*", COMPUTE + "virtualMachines/read"),
          Map.entry("PUT microsoft.compute/virtualmachines/*", COMPUTE + "virtualMachines/write"),
          Map.entry(
              "DELETE microsoft.compute/virtualmachines/*", COMPUTE + "virtualMachines/delete"),
          Map.entry(
              "POST microsoft.compute/virtualmachines/*/deallocate",
              COMPUTE + "virtualMachines/deallocate/action"),
          Map.entry("GET microsoft.compute/disks/*", COMPUTE + "disks/read"),
          Map.entry("PUT microsoft.compute/disks/*", COMPUTE + "disks/write"),
          Map.entry("DELETE microsoft.compute/disks/*", COMPUTE + "disks/delete"),
          Map.entry("GET microsoft.compute/snapshots", COMPUTE + "snapshots/read"),
          Map.entry("GET microsoft.compute/snapshots/*", COMPUTE + "snapshots/read"),
          Map.entry("PUT microsoft.compute/snapshots/*", COMPUTE + "snapshots/write"),
          Map.entry("DELETE microsoft.compute/snapshots/*", COMPUTE + "snapshots/delete"),
          Map.entry("GET microsoft.compute/diskencryptionsets/*", SET),
          Map.entry(
              "GET microsoft.compute/locations/*/diskoperations/*",
              COMPUTE + "locations/diskOperations/read"),
          Map.entry(
              "GET microsoft.compute/locations/*/operations/*",
              COMPUTE + "locations/operations/read"),
          Map.entry("GET microsoft.compute/locations/*/usages", COMPUTE + "locations/usages/read"),
          Map.entry("GET microsoft.compute/skus", COMPUTE + "skus/read"),
          Map.entry(
              "GET microsoft.network/networkinterfaces/*", NETWORK + "networkInterfaces/read"),
          Map.entry(
              "PUT microsoft.network/networkinterfaces/*", NETWORK + "networkInterfaces/write"),
          Map.entry(
              "DELETE microsoft.network/networkinterfaces/*", NETWORK + "networkInterfaces/delete"),
          Map.entry("GET microsoft.network/virtualnetworks/*", NETWORK + "virtualNetworks/read"),
          Map.entry(
              "GET microsoft.network/locations/*/operations/*",
              NETWORK + "locations/operations/read"),
          Map.entry("GET microsoft.keyvault/vaults", "Microsoft.KeyVault/vaults/read"),
          Map.entry(
              "GET microsoft.keyvault/deletedvaults", "Microsoft.KeyVault/deletedVaults/read"),
          Map.entry("GET microsoft.authorization/locks", "Microsoft.Authorization/locks/read"),
          Map.entry(
              "GET microsoft.authorization/permissions",
              "Microsoft.Authorization/permissions/read"));

  /** Method and path at a vault → action. */
  private static final Map<String, String> VAULT =
      Map.of(
          "GET keys/*", "keys/read",
          "GET keys/*/*", "keys/read",
          "GET deletedkeys/*", "keys/read",
          "POST keys/*/*/unwrapkey", "keys/unwrap/action",
          "GET secrets/*/versions", "secrets/readMetadata/action",
          "GET deletedsecrets/*", "secrets/readMetadata/action",
          "GET secrets/*", "secrets/getSecret/action",
          "GET secrets/*/*", "secrets/getSecret/action");

  private static final Map<String, String> BLOB =
      Map.of(
          "GET", BLOBS + "read",
          "HEAD", BLOBS + "read",
          "PUT", BLOBS + "write",
          "DELETE", BLOBS + "delete");

  private RequestActions() {}

  /** The right to the call itself. */
  static Use own(String method, String host, String path) {
    return arm(method, host, path)
        .or(() -> vault(method, host, path))
        .or(() -> blob(method, host, path))
        .orElseThrow(
            () ->
                new AssertionError(
                    "not in the table of requests: " + method + " https://" + host + path));
  }

  /** The rights to what the body names: linked checks. */
  static List<Use> linked(Request request) {
    if (!request.host().equals("management.azure.com") || !request.method().equals("PUT")) {
      return List.of();
    }
    JsonNode properties = body(request).path("properties");
    String path = request.path().toLowerCase(Locale.ROOT);
    List<Use> uses = new ArrayList<>();
    if (path.contains("/snapshots/") || path.contains("/disks/")) {
      text(properties.at("/creationData/sourceResourceId"))
          .forEach(source -> uses.add(new Use(ACCESS_TO_DISKS, source)));
      text(properties.at("/encryption/diskEncryptionSetId"))
          .forEach(set -> uses.add(new Use(SET, set)));
    }
    if (path.contains("/networkinterfaces/")) {
      properties.at("/ipConfigurations").findValues("subnet").stream()
          .flatMap(subnet -> text(subnet.path("id")))
          .forEach(
              subnet -> uses.add(new Use(NETWORK + "virtualNetworks/subnets/join/action", subnet)));
    }
    if (path.contains("/virtualmachines/")) {
      properties
          .at("/networkProfile/networkInterfaces")
          .forEach(
              card ->
                  uses.add(
                      new Use(
                          NETWORK + "networkInterfaces/join/action", card.path("id").asText())));
      for (JsonNode disk : properties.path("storageProfile").findValues("managedDisk")) {
        uses.add(new Use(COMPUTE + "disks/read", disk.path("id").asText()));
        uses.add(new Use(COMPUTE + "disks/write", disk.path("id").asText()));
      }
    }
    return uses;
  }

  private static Stream<String> text(JsonNode node) {
    return node.isTextual() ? Stream.of(node.textValue()) : Stream.of();
  }

  private static JsonNode body(Request request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<Use> arm(String method, String host, String path) {
    if (!host.equals("management.azure.com")) {
      return Optional.empty();
    }
    String lower = path.replaceAll("/{2,}", "/").toLowerCase(Locale.ROOT);
    int at = lower.lastIndexOf("/providers/");
    String rest = at < 0 ? "" : lower.substring(at + "/providers/".length());
    boolean list = rest.split("/").length % 2 == 0;
    String scope =
        rest.startsWith("microsoft.authorization/")
            ? lower.substring(0, at)
            : list && at >= 0 ? lower.substring(0, lower.lastIndexOf('/')) : lower;
    return Optional.ofNullable(ARM.get(method + " " + starred(rest, 2)))
        .map(action -> new Use(action, scope));
  }

  /** Names become stars: every second segment, from the first name on. */
  private static String starred(String path, int firstName) {
    String[] parts = path.split("/");
    for (int name = firstName; name < parts.length; name += 2) {
      parts[name] = "*";
    }
    return String.join("/", parts);
  }

  private static Optional<Use> vault(String method, String host, String path) {
    if (!host.endsWith(".vault.azure.net") && !host.endsWith(".managedhsm.azure.net")) {
      return Optional.empty();
    }
    String[] parts = path.substring(1).toLowerCase(Locale.ROOT).split("/");
    for (int at = 1; at < parts.length; at++) {
      boolean word = parts[at].equals("versions") || parts[at].equals("unwrapkey");
      parts[at] = word ? parts[at] : "*";
    }
    return Optional.ofNullable(VAULT.get(method + " " + String.join("/", parts)))
        .map(action -> new Use("Microsoft.KeyVault/vaults/" + action, host));
  }

  private static Optional<Use> blob(String method, String host, String path) {
    String container = path.substring(1).split("/", 2)[0];
    return host.endsWith(".blob.core.windows.net") && !container.isEmpty()
        ? Optional.ofNullable(BLOB.get(method))
            .map(
                action ->
                    new Use(action, LocalAzure.containerId(host.split("\\.", 2)[0], container)))
        : Optional.empty();
  }
}
