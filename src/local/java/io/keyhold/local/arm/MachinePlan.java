package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A machine to be staged: running Linux with one blank OS disk, unless it is said otherwise. */
public final class MachinePlan {

  private final ResourceId id;
  private final Map<String, String> tags = new TreeMap<>();
  private final Map<Integer, DiskPlan> data = new TreeMap<>();
  private final Map<String, ObjectNode> extensions = new TreeMap<>();
  private DiskPlan os = DiskPlan.blank();
  private String location = "westeurope";
  private String osType = "Linux";
  private String generation = "V2";
  private String size = "Standard_D2s_v5";
  private Optional<String> subnet = Optional.empty();
  private Optional<String> zone = Optional.empty();
  private Optional<String> securityType = Optional.empty();
  private UnaryOperator<Guest> guest = UnaryOperator.identity();
  private UnaryOperator<ObjectNode> properties = UnaryOperator.identity();

  private MachinePlan(ResourceId id) {
    this.id = id;
  }

  public static MachinePlan named(String subscription, String group, String name) {
    return new MachinePlan(new ResourceId(subscription, group, ComputeType.MACHINE, name));
  }

  public MachinePlan location(String newLocation) {
    location = newLocation;
    return this;
  }

  public MachinePlan windows() {
    osType = "Windows";
    return this;
  }

  /** V1 or V2. */
  public MachinePlan generation(String newGeneration) {
    generation = newGeneration;
    return this;
  }

  public MachinePlan zone(String newZone) {
    zone = Optional.of(newZone);
    return this;
  }

  /** Such as Standard_D2s_v5, which is the usual one. */
  public MachinePlan size(String newSize) {
    size = newSize;
    return this;
  }

  /** The id of the subnet of its network interface; without one, its group gets a network. */
  public MachinePlan subnet(String id) {
    subnet = Optional.of(id);
    return this;
  }

  /** Such as TrustedLaunch; its disks have it too. */
  public MachinePlan securityType(String type) {
    securityType = Optional.of(type);
    return this;
  }

  public MachinePlan tag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  public MachinePlan os(DiskPlan disk) {
    os = disk;
    return this;
  }

  public MachinePlan data(int lun, DiskPlan disk) {
    data.put(lun, disk);
    return this;
  }

  /**
   * @param extensionProperties publisher, type, typeHandlerVersion, settings and the like
   */
  public MachinePlan extension(String name, ObjectNode extensionProperties) {
    extensions.put(name, extensionProperties);
    return this;
  }

  /** The extension of Azure Disk Encryption, all volumes encrypted. */
  public MachinePlan ade(Ade.Reference secret, Optional<Ade.Reference> keyEncryptionKey) {
    var name = Ade.name(windowsMachine());
    guest = and(guest, now -> now.withSubstatus(name, Ade.ENCRYPTED));
    return extension(name, Ade.extension(windowsMachine(), secret, keyEncryptionKey));
  }

  /** Changes what the running machine tells. */
  public MachinePlan guest(UnaryOperator<Guest> change) {
    guest = and(guest, change);
    return this;
  }

  public MachinePlan deallocated() {
    guest = and(guest, now -> now.with(Power.DEALLOCATED));
    return this;
  }

  /** Changes the properties of the model last of all. */
  public MachinePlan properties(UnaryOperator<ObjectNode> change) {
    properties = change;
    return this;
  }

  private static UnaryOperator<Guest> and(UnaryOperator<Guest> one, UnaryOperator<Guest> other) {
    return guest -> other.apply(one.apply(guest));
  }

  boolean windowsMachine() {
    return osType.equals("Windows");
  }

  ResourceId id() {
    return id;
  }

  String location() {
    return location;
  }

  String osType() {
    return osType;
  }

  String generation() {
    return generation;
  }

  String size() {
    return size;
  }

  Optional<String> subnet() {
    return subnet;
  }

  Optional<String> zone() {
    return zone;
  }

  Optional<String> securityType() {
    return securityType;
  }

  Map<String, String> tags() {
    return tags;
  }

  DiskPlan os() {
    return os;
  }

  Map<Integer, DiskPlan> data() {
    return data;
  }

  Map<String, ObjectNode> extensions() {
    return extensions;
  }

  Guest guest() {
    return guest.apply(Guest.healthy(id.name(), osType));
  }

  ObjectNode changed(ObjectNode model) {
    return properties.apply(model);
  }
}
