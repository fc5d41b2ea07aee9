package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import io.keyhold.plan.AzReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The az lines of a kit, as the requests that az sends for them, through the local Azure's relay.
 * What is not in this table fails the test that meets it.
 */
final class AzLines {

  private static final String COMPUTE = "?api-version=2024-03-02";
  private static final String MACHINES = "?api-version=2024-07-01";
  private static final String NETWORK = "?api-version=2023-11-01";
  private static final String VAULT = "?api-version=7.4";
  private static final int LOOKS = 50;

  private final LocalAzure azure;
  private final Path devices;
  private final Wire wire;
  private final List<String> said = new ArrayList<>();
  private String subscription = LocalAzure.SUBSCRIPTION;

  /**
   * @param devices where a disk that is attached to a machine appears, as lun0, lun1 and so on
   */
  AzLines(LocalAzure azure, Path devices) {
    this.azure = azure;
    this.devices = devices;
    this.wire = new Wire(azure);
  }

  /** The commands that were called, in order. */
  List<String> called() {
    return List.copyOf(said);
  }

  /** What a call of az prints. */
  String run(List<String> words, Path folder) {
    AzReference.check(words);
    String command = AzReference.command(words);
    said.add(command);
    Map<String, String> options = options(words);
    Optional<JsonNode> answer = answer(command, options, folder);
    return answer.map(json -> printed(json, options)).orElse("");
  }

  private Optional<JsonNode> answer(String command, Map<String, String> options, Path folder) {
    return switch (command) {
      case "login" -> Optional.empty();
      case "account set" -> {
        subscription = options.get("--subscription");
        yield Optional.empty();
      }
      case "disk create" -> made(disk(options), COMPUTE, newDisk(options));
      case "disk show" -> Optional.of(arm("GET", disk(options), COMPUTE, ""));
      case "disk update" -> {
        arm("PATCH", disk(options), COMPUTE, access(options).toString());
        yield Optional.of(settled(disk(options), COMPUTE));
      }
      case "disk grant-access" -> Optional.of(grant(options));
      case "disk revoke-access" -> posted(disk(options) + "/endGetAccess", COMPUTE);
      case "network nic create" -> made(nic(options), NETWORK, newNic(options));
      case "vm create" -> made(machine(options, "--name"), MACHINES, newMachine(options));
      case "vm deallocate" -> posted(machine(options, "--name") + "/deallocate", MACHINES);
      case "vm disk attach" -> attach(options);
      case "keyvault secret show" -> Optional.of(vault("GET", options.get("--id") + VAULT, ""));
      case "keyvault secret set-attributes", "keyvault key set-attributes" ->
          Optional.of(vault("PATCH", options.get("--id") + VAULT, enabled(options)));
      case "keyvault secret recover" -> Optional.of(recovered("secrets", options));
      case "keyvault key recover" -> Optional.of(recovered("keys", options));
      case "rest" -> Optional.of(rest(options, folder));
      default -> throw new AssertionError("no request is known for az " + command);
    };
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    String name = "";
    for (String word : words) {
      if (word.startsWith("-")) {
        name = word;
        options.put(name, "");
      } else if (!name.isEmpty()) {
        options.put(name, word);
      }
    }
    return options;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  // Microsoft.Compute and Microsoft.Network

  private String id(Map<String, String> options, String type, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
        .formatted(subscription, options.get("--resource-group"), type, name);
  }

  private String disk(Map<String, String> options) {
    return id(options, "Microsoft.Compute/disks", options.get("--name"));
  }

  private String nic(Map<String, String> options) {
    return id(options, "Microsoft.Network/networkInterfaces", options.get("--name"));
  }

  private String machine(Map<String, String> options, String option) {
    return id(options, "Microsoft.Compute/virtualMachines", options.get(option));
  }

  private static ObjectNode newDisk(Map<String, String> options) {
    ObjectNode body = object().put("location", options.get("--location"));
    option(options, "--sku", sku -> body.putObject("sku").put("name", sku));
    option(options, "--zone", zone -> body.putArray("zones").add(zone));
    ObjectNode properties = access(options).withObject("/properties");
    body.set("properties", properties);
    properties
        .putObject("creationData")
        .put("createOption", "Copy")
        .put("sourceResourceId", options.get("--source"));
    option(options, "--os-type", os -> properties.put("osType", os));
    option(options, "--hyper-v-generation", v -> properties.put("hyperVGeneration", v));
    option(
        options,
        "--security-type",
        type -> properties.putObject("securityProfile").put("securityType", type));
    option(
        options,
        "--encryption-type",
        type ->
            properties
                .putObject("encryption")
                .put("type", type)
                .put("diskEncryptionSetId", options.get("--disk-encryption-set")));
    return body;
  }

  private static ObjectNode access(Map<String, String> options) {
    ObjectNode body = object();
    body.putObject("properties")
        .put("networkAccessPolicy", options.get("--network-access-policy"))
        .put("publicNetworkAccess", options.get("--public-network-access"));
    return body;
  }

  private static ObjectNode newNic(Map<String, String> options) {
    ObjectNode body = object().put("location", options.get("--location"));
    ObjectNode config =
        body.putObject("properties").putArray("ipConfigurations").addObject().put("name", "ip1");
    config.putObject("properties").putObject("subnet").put("id", options.get("--subnet"));
    return body;
  }

  private ObjectNode newMachine(Map<String, String> options) {
    ObjectNode body = object().put("location", options.get("--location"));
    option(options, "--zone", zone -> body.putArray("zones").add(zone));
    ObjectNode properties = body.putObject("properties");
    properties.putObject("hardwareProfile").put("vmSize", options.get("--size"));
    properties
        .putObject("storageProfile")
        .putObject("osDisk")
        .put("createOption", "Attach")
        .put("osType", options.get("--os-type"))
        .putObject("managedDisk")
        .put("id", id(options, "Microsoft.Compute/disks", options.get("--attach-os-disk")));
    properties
        .putObject("networkProfile")
        .putArray("networkInterfaces")
        .addObject()
        .put("id", id(options, "Microsoft.Network/networkInterfaces", options.get("--nics")));
    option(
        options,
        "--security-type",
        type -> properties.putObject("securityProfile").put("securityType", type));
    return body;
  }

  private Optional<JsonNode> attach(Map<String, String> options) {
    String machine = machine(options, "--vm-name");
    ObjectNode body = (ObjectNode) arm("GET", machine, MACHINES, "");
    String name = options.get("--name");
    String disk = name.startsWith("/") ? name : id(options, "Microsoft.Compute/disks", name);
    ObjectNode data =
        body.withObject("/properties/storageProfile")
            .withArray("dataDisks")
            .addObject()
            .put("lun", Integer.parseInt(options.get("--lun")))
            .put("createOption", "Attach");
    data.putObject("managedDisk").put("id", disk);
    option(options, "--caching", caching -> data.put("caching", caching));
    Optional<JsonNode> attached = made(machine, MACHINES, body);
    appears(disk, options.get("--lun"));
    return attached;
  }

  private void appears(String disk, String lun) {
    try {
      Files.createSymbolicLink(
          devices.resolve("lun" + lun), azure.compute().bytes(disk).toAbsolutePath());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void option(
      Map<String, String> options, String name, java.util.function.Consumer<String> use) {
    Optional.ofNullable(options.get(name)).ifPresent(use);
  }

  private JsonNode grant(Map<String, String> options) {
    ObjectNode body =
        object()
            .put("access", options.get("--access-level"))
            .put("durationInSeconds", Integer.parseInt(options.get("--duration-in-seconds")));
    HttpResponse<String> answer =
        wire.arm("POST", disk(options) + "/beginGetAccess" + COMPUTE, body.toString());
    String location = answer.headers().firstValue("Location").orElse("");
    for (int look = 0; answer.statusCode() == 202 && look < LOOKS; look++) {
      answer = wire.get(location);
    }
    return whole(answer, "grant-access");
  }

  /** Puts a resource and waits, as az does, until it is made. */
  private Optional<JsonNode> made(String id, String version, ObjectNode body) {
    arm("PUT", id, version, body.toString());
    return Optional.of(settled(id, version));
  }

  private Optional<JsonNode> posted(String action, String version) {
    HttpResponse<String> answer = wire.arm("POST", action + version, "");
    assertThat(answer.statusCode()).as(action + ": " + answer.body()).isBetween(200, 204);
    String location = answer.headers().firstValue("Location").orElse("");
    for (int look = 0; answer.statusCode() == 202 && look < LOOKS; look++) {
      answer = wire.get(location);
    }
    return Optional.empty();
  }

  private JsonNode settled(String id, String version) {
    JsonNode resource = arm("GET", id, version, "");
    for (int look = 0; look < LOOKS; look++) {
      String state = resource.at("/properties/provisioningState").asText();
      if (state.equals("Succeeded")) {
        return resource;
      }
      resource = arm("GET", id, version, "");
    }
    throw new AssertionError(id + " was not made: " + resource);
  }

  private JsonNode arm(String method, String id, String version, String body) {
    return whole(wire.arm(method, id + version, body), method + " " + id);
  }

  // Key Vault

  private JsonNode vault(String method, String url, String body) {
    return called(method, url, "https://vault.azure.net", body);
  }

  private static String enabled(Map<String, String> options) {
    ObjectNode body = object();
    body.putObject("attributes").put("enabled", Boolean.parseBoolean(options.get("--enabled")));
    return body.toString();
  }

  private JsonNode recovered(String kind, Map<String, String> options) {
    return vault(
        "POST",
        "https://%s.vault.azure.net/deleted%s/%s/recover%s"
            .formatted(options.get("--vault-name"), kind, options.get("--name"), VAULT),
        "");
  }

  private JsonNode rest(Map<String, String> options, Path folder) {
    String body = options.get("--body");
    assertThat(body).as("the body of az rest is a file").startsWith("@");
    return called(
        options.get("--method"),
        options.get("--url"),
        options.get("--resource"),
        read(folder.resolve(body.substring(1))));
  }

  private JsonNode called(String method, String url, String resource, String body) {
    HttpRequest request =
        Wire.request(url)
            .header("Authorization", "Bearer " + Wire.token(azure, resource, ""))
            .header("Content-Type", "application/json")
            .method(
                method.toUpperCase(java.util.Locale.ROOT),
                HttpRequest.BodyPublishers.ofString(body))
            .build();
    return whole(wire.send(request), method + " " + url);
  }

  private static JsonNode whole(HttpResponse<String> answer, String what) {
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isBetween(200, 202);
    return answer.body().isEmpty() ? object() : Wire.json(answer);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Of --query only what kits use: members, and the first alternative that is there. */
  private static String printed(JsonNode json, Map<String, String> options) {
    String query = options.getOrDefault("--query", "");
    if (query.isEmpty()) {
      return json.toPrettyString() + "\n";
    }
    assertThat(options).as("what prints a single value").containsEntry("-o", "tsv");
    for (String alternative : query.split("\\|\\|")) {
      String word = alternative.strip();
      if (word.startsWith("'")) {
        return word.substring(1, word.length() - 1) + "\n";
      }
      JsonNode found = json.at("/" + word.replace('.', '/'));
      if (!found.isMissingNode() && !found.isNull()) {
        return found.asText() + "\n";
      }
    }
    return "\n";
  }
}
