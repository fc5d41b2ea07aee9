package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends a recorded request to a local Azure that was brought into the state that it needs. */
final class ArmExchanges {

  private static final Pattern OPERATION =
      Pattern.compile(".*/locations/([^/]+)/((?:Disk)?operations)/[^/]+", Pattern.CASE_INSENSITIVE);

  private final ArmStage stage;
  private final Past past;
  private final Recorded recorded;

  private ArmExchanges(ArmStage stage, Recorded recorded) {
    this.stage = stage;
    this.past = new Past(stage);
    this.recorded = recorded;
  }

  /**
   * @param recorded in a subscription that nothing else uses
   */
  static Answer answer(ArmStage stage, Recorded recorded) {
    return Answer.of(new ArmExchanges(stage, recorded).answered());
  }

  /** An id of the exchange's subscription for what was not named. */
  private String something(String typeAndName) {
    var match = Pattern.compile("/subscriptions/[^/]+/").matcher(recorded.path());
    if (!match.lookingAt()) {
      throw new IllegalStateException(recorded.path());
    }
    return match.group() + "resourceGroups/some/providers/Microsoft.Compute/" + typeAndName;
  }

  private HttpResponse<String> answered() {
    return switch (recorded.id()) {
      case "errors/disk-not-found-provider" -> {
        past.blank(recorded.path(), "westus2");
        stage.done("DELETE", recorded.url(), "");
        yield replay();
      }
      case "snapshot-incremental/put-existing-snapshot-resize-2024" -> {
        past.blank(recorded.path(), "westus2");
        yield replay();
      }
      case "des/put-change-snapshot-to-des", "des/put-change-disk-to-des" -> {
        var before = recorded.sent().orElseThrow();
        ((ObjectNode) before.get("properties")).remove("encryption");
        stage.done("PUT", recorded.url(), before.toString());
        yield put();
      }
      case "ade-disk/patch-ade-disk-without-settings" -> {
        past.adeDisk(recorded.path(), recorded.body(), "Standard_LRS", 5);
        yield replay();
      }
      case "ade-disk/poll-patch-ade-disk" -> {
        var disk = recorded.body().at("/properties/output");
        var id = disk.path("id").asText();
        past.adeDisk(id, disk, "Standard_LRS", 5);
        var body = "{\"sku\": {\"name\": \"Premium_LRS\"}, \"properties\": {\"diskSizeGB\": 10}}";
        var begun = stage.begin("PATCH", id + "?" + recorded.query(), body);
        yield polled(begun);
      }
      case "des-rotation/patch-des-new-key-old-api" -> {
        var before =
            Pattern.compile("active key with key '([^']+)' and vault id '([^']+)'")
                .matcher(recorded.body().at("/error/message").asText());
        if (!before.find()) {
          throw new IllegalStateException("The message names no key");
        }
        past.set(recorded.path(), "westcentralus", before.group(1), before.group(2));
        yield replay();
      }
      case "des-rotation/patch-des-rotation-off-and-identity-removed" -> {
        past.make(recorded.body());
        yield stage.send(
            "PATCH",
            recorded.url(),
            "{\"identity\": {\"type\": \"None\"},"
                + " \"properties\": {\"rotationToLatestKeyVersionEnabled\": false}}");
      }
      case "des/get-associated-resources" -> {
        var set = Past.idIn(recorded.path());
        past.set(set, "westcentralus");
        var snapshot = Past.node().put("location", "westcentralus");
        var properties = snapshot.putObject("properties").put("diskSizeGB", 1);
        properties.putObject("creationData").put("createOption", "Empty");
        properties.putObject("encryption").put("diskEncryptionSetId", set);
        stage.done(
            "PUT",
            set.replace("diskEncryptionSets", "snapshots") + "?api-version=2024-03-02",
            snapshot.toString());
        yield replay();
      }
      case "vm-instance-view/get-ade-extension-enabled",
          "vm-instance-view/get-ade-extension-with-instance-view-2019" -> {
        machines().withExtension(recorded.path(), recorded.body());
        yield replay();
      }
      case "vm-instance-view/get-extension-deallocated-vm" -> {
        machines().withExtension(recorded.path(), recorded.body());
        machines().power(Past.idIn(recorded.path()), "deallocate");
        yield replay();
      }
      case "vm-power/poll-put-vm-in-progress",
          "vm-des/poll-put-vm-with-encryption-set-in-progress" ->
          polled(
              machines()
                  .begin(
                      something("virtualMachines/machine"),
                      recorded
                          .path()
                          .replaceFirst(".*/locations/([^/]+)/.*", "$1")
                          .toLowerCase(Locale.ROOT)));
      case "errors/delete-nic-in-use" -> {
        machines().withCard(recorded.body().at("/error/message").asText(), recorded.path());
        yield replay();
      }
      case "snapshot-incremental/get-attached-data-disk" -> {
        var disk = machines().attachedDataDisk(recorded.body());
        yield stage.send("GET", disk + "?" + recorded.query(), "");
      }
      default -> byMethod();
    };
  }

  private HttpResponse<String> byMethod() {
    return switch (recorded.method()) {
      case "GET" -> OPERATION.matcher(recorded.path()).matches() ? poll() : get();
      case "PUT" -> put();
      case "PATCH" -> {
        past.make(recorded.body());
        yield replay();
      }
      case "DELETE" -> {
        past.blank(Past.idIn(recorded.path()), "westus2");
        yield replay();
      }
      case "POST" -> {
        past.blank(Past.idIn(recorded.path()), "westus");
        if (recorded.path().endsWith("/endGetAccess")) {
          past.access(Past.idIn(recorded.path()));
        }
        yield replay();
      }
      default -> throw new IllegalStateException("No way to send " + recorded.method());
    };
  }

  private HttpResponse<String> get() {
    if (recorded.status() == 200 && recorded.body().path("value").isArray()) {
      recorded.body().path("value").forEach(past::make);
    } else if (recorded.status() == 200) {
      past.make(recorded.body());
    }
    return replay();
  }

  private HttpResponse<String> put() {
    var body = recorded.sent().orElseGet(() -> asked(recorded.body()));
    var location = body.path("location").asText();
    boolean otherRegion = recorded.name().contains("other-region");
    past.before(body, recorded.body().path("properties"), otherRegion ? "westus3" : location);
    if (recorded.path().contains("/virtualMachines/")) {
      machines().before(body);
    }
    return stage.send("PUT", recorded.url(), body.toString());
  }

  /** The request behind an accepting answer, where it was not recorded. */
  private static ObjectNode asked(JsonNode echo) {
    var body = (ObjectNode) echo.deepCopy();
    body.remove("id");
    body.remove("name");
    body.remove("type");
    ((ObjectNode) body.path("properties")).remove("provisioningState");
    return body;
  }

  private PastMachine machines() {
    return new PastMachine(stage, past);
  }

  private HttpResponse<String> poll() {
    return polled(begun());
  }

  private HttpResponse<String> polled(HttpResponse<String> begun) {
    if (!recorded.body().path("status").asText().equals("InProgress")) {
      stage.ended(begun);
    }
    boolean result = recorded.query().contains("monitor=true");
    var url = begun.headers().firstValue(result ? "location" : "azure-asyncoperation");
    return stage.send("GET", url.orElseThrow(), "");
  }

  /** Begins the operation whose state was recorded, as far as the state tells it. */
  private HttpResponse<String> begun() {
    var match = OPERATION.matcher(recorded.path());
    if (!match.matches()) {
      throw new IllegalStateException(recorded.path());
    }
    var location = match.group(1);
    var query = "api-version=" + version().orElse("2024-03-02");
    var output = recorded.body().at("/properties/output");
    if (output.has("id")) {
      return past.begin(output, query);
    }
    if (match.group(2).equalsIgnoreCase("operations")) {
      var machine = something("virtualMachines/machine");
      past.machine(machine, location);
      return stage.begin("POST", machine + "/restart?" + query, "");
    }
    var disk = something("disks/disk");
    past.blank(disk, location);
    if (output.has("accessSAS") || recorded.body().has("accessSAS")) {
      return stage.begin(
          "POST",
          disk + "/beginGetAccess?" + query,
          "{\"access\": \"Read\", \"durationInSeconds\": 3600}");
    }
    return stage.begin("DELETE", disk + "?" + query, "");
  }

  private Optional<String> version() {
    var match = Pattern.compile("api-version=([0-9-]+)").matcher(recorded.query());
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }

  private HttpResponse<String> replay() {
    return stage.send(
        recorded.method(), recorded.url(), recorded.sent().map(ObjectNode::toString).orElse(""));
  }
}
