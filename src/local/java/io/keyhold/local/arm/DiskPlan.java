package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A disk to be staged. Starts as a blank one of a GiB with platform keys. */
public final class DiskPlan {

  private static final int DEFAULT_GB = 1;

  private final Optional<Path> bytes;
  private final Map<String, String> tags = new TreeMap<>();
  private final ObjectNode properties = ArmJson.object();
  private Optional<String> name = Optional.empty();
  private Optional<String> set = Optional.empty();
  private String sku = "Premium_LRS";
  private int sizeGb = DEFAULT_GB;

  private DiskPlan(Optional<Path> bytes) {
    this.bytes = bytes;
  }

  public static DiskPlan blank() {
    return new DiskPlan(Optional.empty());
  }

  /** A disk with the bytes of a file, followed by zeros. The file is copied. */
  public static DiskPlan of(Path bytes) {
    return new DiskPlan(Optional.of(bytes));
  }

  public DiskPlan named(String newName) {
    name = Optional.of(newName);
    return this;
  }

  /** At least; a larger file makes a larger disk. */
  public DiskPlan sizeGb(int size) {
    sizeGb = size;
    return this;
  }

  public DiskPlan sku(String newSku) {
    sku = newSku;
    return this;
  }

  public DiskPlan tag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  /** The id of the disk encryption set. */
  public DiskPlan encryptionSet(String id) {
    set = Optional.of(id);
    return this;
  }

  /** Azure Disk Encryption's references, see {@link Ade#settings}. */
  public DiskPlan encryptionSettings(ObjectNode collection) {
    return property("encryptionSettingsCollection", collection);
  }

  public DiskPlan securityType(String type) {
    return property("securityProfile", ArmJson.object().put("securityType", type));
  }

  /** Any other member of the disk's properties. */
  public DiskPlan property(String member, JsonNode value) {
    properties.set(member, value);
    return this;
  }

  Optional<Path> bytes() {
    return bytes;
  }

  Optional<String> name() {
    return name;
  }

  Optional<String> set() {
    return set;
  }

  String sku() {
    return sku;
  }

  int sizeGb() {
    return sizeGb;
  }

  Map<String, String> tags() {
    return tags;
  }

  ObjectNode properties() {
    return properties.deepCopy();
  }
}
