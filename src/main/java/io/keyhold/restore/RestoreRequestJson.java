package io.keyhold.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.json.LunJson;
import io.keyhold.restore.RestoreRequest.Mode;
import io.keyhold.restore.RestoreRequest.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of {@code PUT /api/restores/{id}}, read strictly: every mistake is named at once. */
public final class RestoreRequestJson {

  /** What came of reading a body. */
  public sealed interface Reading {
    record Valid(RestoreRequest request) implements Reading {}

    record Invalid(List<Problem> problems) implements Reading {}
  }

  private static final Set<String> MEMBERS = Set.of("recoveryPoint", "mode", "disks", "target");
  private static final Set<String> TARGET =
      Set.of(
          "region",
          "resourceGroup",
          "namePrefix",
          "subnetId",
          "zone",
          "size",
          "diskEncryptionSetId");

  /** Azure allows 80 characters for a disk; the suffix takes 6 of them. */
  private static final String PREFIX = "[A-Za-z0-9][A-Za-z0-9_-]{0,72}";

  private static final String MACHINE_NAME = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?";

  private static final String SUBNET =
      "(?i)/subscriptions/[0-9a-z-]{1,64}/resourceGroups/[^/?#\\s]{1,90}/providers"
          + "/Microsoft\\.Network/virtualNetworks/[^/?#\\s]{1,64}/subnets/[^/?#\\s]{1,80}";

  private static final String GROUP = "[\\w().-]{0,89}[\\w()-]";

  private final List<Problem> problems = new ArrayList<>();

  private RestoreRequestJson() {}

  public static Reading read(JsonNode body) {
    return new RestoreRequestJson().reading(body);
  }

  private Reading reading(JsonNode body) {
    if (!body.isObject()) {
      wrong("the body", "must be a JSON object");
      return new Reading.Invalid(problems);
    }
    unknown(body, MEMBERS, "");
    Optional<PointId> point =
        text(body, "recoveryPoint", "", true)
            .flatMap(
                value -> checked("recoveryPoint", PointId.parse(value), "is not the id of one"));
    Optional<Mode> mode =
        text(body, "mode", "", true)
            .flatMap(value -> checked("mode", mode(value), "must be disks or machine"));
    List<Lun> luns = luns(body.path("disks"));
    Optional<Target> target = target(body.path("target"));
    if (mode.filter(Mode.MACHINE::equals).isPresent()) {
      target.ifPresent(this::machine);
    }
    return problems.isEmpty() && point.isPresent() && mode.isPresent() && target.isPresent()
        ? new Reading.Valid(new RestoreRequest(point.get(), mode.get(), luns, target.get()))
        : new Reading.Invalid(problems);
  }

  private List<Lun> luns(JsonNode disks) {
    Set<Lun> luns = new LinkedHashSet<>();
    if (disks.isMissingNode()) {
      return List.of();
    }
    if (!disks.isArray() || disks.isEmpty() || disks.size() > 65) {
      wrong("disks", "must be an array of 1 to 65 LUNs");
      return List.of();
    }
    for (JsonNode disk : disks) {
      Optional<Lun> lun = LunJson.read(disk);
      checked("disks", lun, "must hold \"os\" or numbers from 0 to 63").ifPresent(luns::add);
    }
    return List.copyOf(luns);
  }

  private Optional<Target> target(JsonNode target) {
    if (!target.isObject()) {
      wrong("target", "must be an object");
      return Optional.empty();
    }
    unknown(target, TARGET, "target.");
    Optional<String> group = text(target, "resourceGroup", "target.", true);
    group = matching("target.resourceGroup", group, GROUP, "is not the name of a resource group");
    Optional<String> prefix = text(target, "namePrefix", "target.", true);
    prefix = matching("target.namePrefix", prefix, PREFIX, "must be 1 to 73 of A–Z a–z 0–9 _ -");
    Optional<String> region = text(target, "region", "target.", false);
    region = matching("target.region", region, "[a-z0-9]{2,40}", "is not the name of a region");
    Optional<String> zone = text(target, "zone", "target.", false);
    zone = matching("target.zone", zone, "[1-9]", "must be a zone such as \"1\"");
    Optional<ArmId> set =
        text(target, "diskEncryptionSetId", "target.", false)
            .flatMap(
                value ->
                    checked(
                        "target.diskEncryptionSetId",
                        ArmId.parse(value)
                            .filter(
                                id ->
                                    id.type()
                                        .equalsIgnoreCase("Microsoft.Compute/diskEncryptionSets")),
                        "is not the id of a disk encryption set"));
    Optional<String> subnet = text(target, "subnetId", "target.", false);
    Optional<String> size = text(target, "size", "target.", false);
    if (group.isEmpty() || prefix.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Target(region, group.get(), prefix.get(), subnet, zone, size, set));
  }

  /** What a machine needs besides: a name that Azure allows for one, and a place in a network. */
  private void machine(Target target) {
    checked(
        "target.namePrefix",
        Optional.of(target.namePrefix()).filter(name -> name.matches(MACHINE_NAME)),
        "must be 1 to 64 of A–Z a–z 0–9 -, and not end with -, to be the name of a machine");
    if (target.subnet().isEmpty()) {
      wrong("target.subnetId", "is missing");
    }
    target
        .subnet()
        .ifPresent(
            subnet ->
                checked(
                    "target.subnetId",
                    Optional.of(subnet).filter(id -> id.matches(SUBNET)),
                    "is not the id of a subnet"));
  }

  private static Optional<Mode> mode(String word) {
    for (Mode mode : Mode.values()) {
      if (mode.word().equals(word)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  private Optional<String> text(JsonNode from, String member, String place, boolean required) {
    JsonNode value = from.path(member);
    if (value.isMissingNode()) {
      if (required) {
        wrong(place + member, "is missing");
      }
      return Optional.empty();
    }
    if (!value.isTextual()) {
      wrong(place + member, "must be a text");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  private Optional<String> matching(
      String place, Optional<String> value, String form, String otherwise) {
    return value.flatMap(
        text -> checked(place, Optional.of(text).filter(t -> t.matches(form)), otherwise));
  }

  private <T> Optional<T> checked(String place, Optional<T> value, String otherwise) {
    if (value.isEmpty()) {
      wrong(place, otherwise);
    }
    return value;
  }

  private void unknown(JsonNode object, Set<String> members, String place) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                wrong(place + io.keyhold.domain.Text.shown(name), "is not known");
              }
            });
  }

  private void wrong(String place, String what) {
    problems.add(new Problem(Code.INVALID_MEMBER, place, place + " " + what));
  }

  /** The request in the form in which it is read. */
  static ObjectNode write(RestoreRequest request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("recoveryPoint", request.point().value());
    json.put("mode", request.mode().word());
    if (!request.luns().isEmpty()) {
      ArrayNode disks = json.putArray("disks");
      request.luns().forEach(lun -> disks.add(lun.label()));
    }
    Target to = request.target();
    ObjectNode target = json.putObject("target");
    to.region().ifPresent(region -> target.put("region", region));
    target.put("resourceGroup", to.resourceGroup());
    target.put("namePrefix", to.namePrefix());
    to.subnet().ifPresent(subnet -> target.put("subnetId", subnet));
    to.zone().ifPresent(zone -> target.put("zone", zone));
    to.size().ifPresent(size -> target.put("size", size));
    to.diskEncryptionSet().ifPresent(set -> target.put("diskEncryptionSetId", set.value()));
    return json;
  }
}
