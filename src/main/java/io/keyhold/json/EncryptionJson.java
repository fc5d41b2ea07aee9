package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.DiskEncryption;

/**
 * Both layers of a disk's encryption. A kind of encryption at rest that a later release wrote
 * cannot be read: leaving it out would leave out a key that the point depends on.
 */
public final class EncryptionJson {

  private EncryptionJson() {}

  /** The same in answers and in events. */
  public static ObjectNode of(DiskEncryption encryption) {
    ObjectNode node = Json.object();
    node.set("atRest", atRest(encryption.atRest()));
    node.set("inGuest", InGuestJson.of(encryption.inGuest()));
    return node;
  }

  static DiskEncryption read(Members members, String disk) {
    return new DiskEncryption(
        atRest(members.object("atRest")), InGuestJson.read(members.object("inGuest"), disk));
  }

  public static ObjectNode atRest(AtRest atRest) {
    return switch (atRest) {
      case AtRest.PlatformKey platform -> Json.object().put("type", "platformKey");
      case AtRest.CustomerKey customer ->
          Json.object()
              .put("type", "customerKey")
              .put("set", customer.set().value())
              .put("doubled", customer.doubled());
    };
  }

  static AtRest atRest(Members members) {
    String type = members.text("type");
    return switch (type) {
      case "platformKey" -> new AtRest.PlatformKey();
      case "customerKey" -> new AtRest.CustomerKey(members.armId("set"), members.flag("doubled"));
      default -> throw members.mistake("type", "is not known to this release: " + type);
    };
  }
}
