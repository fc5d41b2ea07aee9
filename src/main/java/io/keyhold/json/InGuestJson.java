package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;

/**
 * What encrypts the bytes of a disk inside the machine. Keys are written as Azure wrote them, for
 * disks have to be sent the same text again. A kind that a later release wrote is read as one that
 * cannot be accepted.
 */
final class InGuestJson {

  private InGuestJson() {}

  static ObjectNode of(InGuest inGuest) {
    return switch (inGuest) {
      case InGuest.Undeclared nothing -> type(inGuest);
      case InGuest.AzureDiskEncryption ade -> azureDiskEncryption(ade);
      case InGuest.SelfManaged own -> type(own).put("secret", own.secret().written());
      case InGuest.KeptElsewhere kept -> type(kept).put("where", kept.where());
      case InGuest.CloudLink cloudLink -> cloudLink(cloudLink);
      case InGuest.Unacceptable refused ->
          type(refused).set("problem", ProblemJson.stored(refused.problem()));
    };
  }

  static InGuest read(Members members, String disk) {
    String type = members.text("type");
    return switch (type) {
      case "undeclared" -> new InGuest.Undeclared();
      case "azureDiskEncryption" ->
          new InGuest.AzureDiskEncryption(members.list("volumes", InGuestJson::volume));
      case "selfManaged" -> new InGuest.SelfManaged(members.keyRef("secret"));
      case "keptElsewhere" -> new InGuest.KeptElsewhere(members.text("where"));
      case "cloudLink" -> new InGuest.CloudLink(members.optionalText("center"));
      case "unacceptable" -> new InGuest.Unacceptable(ProblemJson.read(members.object("problem")));
      default -> new InGuest.Unacceptable(LaterRelease.encryption(disk, type));
    };
  }

  private static ObjectNode type(InGuest inGuest) {
    return Json.object().put("type", inGuest.word());
  }

  private static ObjectNode cloudLink(InGuest.CloudLink cloudLink) {
    ObjectNode node = type(cloudLink);
    cloudLink.center().ifPresent(center -> node.put("center", center));
    return node;
  }

  private static ObjectNode azureDiskEncryption(InGuest.AzureDiskEncryption ade) {
    ObjectNode node = type(ade);
    ArrayNode volumes = node.putArray("volumes");
    for (InGuest.Volume volume : ade.volumes()) {
      ObjectNode one = volumes.addObject().put("bek", volume.bek().written());
      volume.kek().ifPresent(kek -> one.put("kek", kek.written()));
    }
    return node;
  }

  private static InGuest.Volume volume(Members members) {
    return new InGuest.Volume(members.keyRef("bek"), members.optionalWord("kek", KeyRef::parse));
  }
}
