package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.identity.Identities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Sets the stage in the local ARM, and looks behind it. What is staged here has been there for
 * long, as far as a client can tell; no operation runs and nothing is checked.
 */
public final class Compute {

  private final Kernel kernel;
  private final Guests guests;
  private final Groups groups;
  private final NetworkCards cards;

  Compute(Kernel kernel, Guests guests, Groups groups, NetworkCards cards) {
    this.kernel = kernel;
    this.guests = guests;
    this.groups = groups;
    this.cards = cards;
  }

  /**
   * The id of a resource; the type is as in paths: virtualMachines, disks, snapshots,
   * diskEncryptionSets.
   */
  public static String id(String subscription, String group, String type, String name) {
    var known = ComputeType.named(type).orElseThrow(() -> new IllegalArgumentException(type));
    return new ResourceId(subscription, group, known, name).toString();
  }

  public void group(String subscription, String name, String location) {
    groups.put(subscription, name, location);
  }

  /** Makes a machine with its disks, and gives its id. */
  public String machine(MachinePlan plan) {
    return kernel.alone(
        () -> {
          groups.put(plan.id().subscription(), plan.id().group(), plan.location());
          new Stage(kernel, guests, cards).machine(plan);
          return plan.id().toString();
        });
  }

  /** Makes a disk that no machine has, and gives its id. */
  public String disk(String subscription, String group, String location, DiskPlan plan) {
    var name = plan.name().orElseThrow(() -> new IllegalArgumentException("The disk needs a name"));
    var id = new ResourceId(subscription, group, ComputeType.DISK, name);
    groups.put(subscription, group, location);
    kernel.alone(() -> new Stage(kernel, guests, cards).disk(id, location, plan));
    return id.toString();
  }

  /** Makes a disk encryption set with a system-assigned identity, and gives its id. */
  public String encryptionSet(
      String subscription, String group, String name, String location, Ade.Reference key) {
    var id = new ResourceId(subscription, group, ComputeType.ENCRYPTION_SET, name);
    groups.put(subscription, group, location);
    var body = Stage.head(id, location, Map.of());
    body.remove("tags");
    body.putObject("identity")
        .put("type", "SystemAssigned")
        .put("principalId", MachineModel.newUniqueId())
        .put("tenantId", Identities.TENANT);
    var properties = body.putObject("properties");
    var active = properties.putObject("activeKey");
    active.putObject("sourceVault").put("id", key.vaultId());
    active.put("keyUrl", key.url());
    properties
        .put("encryptionType", "EncryptionAtRestWithCustomerKey")
        .put("provisioningState", "Succeeded");
    put(body);
    return id.toString();
  }

  /** Puts any resource without bytes as it stands; its id says what it is. */
  public void put(ObjectNode resource) {
    var id = parsed(resource.path("id").asText());
    kernel.alone(
        () -> {
          var content = kernel.store().find(id).flatMap(Resource::content);
          kernel.store().put(new Resource(id, resource.deepCopy(), content));
          return id;
        });
  }

  /** The resource as it is stored, without what depends on the moment of reading. */
  public Optional<ObjectNode> find(String id) {
    return kernel.alone(() -> kernel.store().find(id).map(resource -> resource.copy().body()));
  }

  /** Changes a resource's body in any way: another set, an autoKeyRotationError, other tags. */
  public void change(String id, Consumer<ObjectNode> change) {
    kernel.alone(
        () -> {
          var copy = get(id).copy();
          change.accept(copy.body());
          kernel.store().put(copy);
          return id;
        });
  }

  /** Takes a resource away at once, whatever depends on it. */
  public void remove(String id) {
    kernel.alone(
        () -> {
          kernel.store().remove(parsed(id), kernel.clock().instant().minusSeconds(3600));
          return id;
        });
  }

  /** All resources with their bytes as they stood at a moment; what {@link #putBack} needs. */
  public static final class Kept {
    private final List<Resource> resources;

    private Kept(List<Resource> resources) {
      this.resources = resources;
    }
  }

  public Kept kept() {
    return kernel.alone(() -> new Kept(kernel.store().all().stream().map(Resource::copy).toList()));
  }

  /** From now on there is what there was then, and nothing else. */
  public void putBack(Kept kept) {
    var at = kernel.clock().instant().minusSeconds(3600);
    kernel.alone(
        () -> {
          kernel.store().all().forEach(now -> kernel.store().remove(now.id(), at));
          kept.resources.forEach(then -> kernel.store().put(then.copy()));
          return kept;
        });
  }

  /** The ids of all resources of a type, as in paths. */
  public List<String> ids(String type) {
    var known = ComputeType.named(type).orElseThrow(() -> new IllegalArgumentException(type));
    return kernel.alone(
        () -> kernel.store().all(known).stream().map(found -> found.id().toString()).toList());
  }

  /** Changes what a machine tells about itself, or whether it runs. */
  public void guest(String machineId, UnaryOperator<Guest> change) {
    kernel.alone(
        () -> {
          var machine = get(machineId);
          guests.change(machine.id(), change);
          boolean allocated = guests.of(machine.id()).allocated();
          new MachineDisks(kernel).setState(machine, allocated ? "Attached" : "Reserved");
          return machineId;
        });
  }

  /** The file with a disk's or snapshot's bytes, to be read only: it may be shared. */
  public Path bytes(String id) {
    return kernel.alone(() -> content(id).file());
  }

  public byte[] read(String id, long offset, int length) {
    try (var channel = FileChannel.open(bytes(id), StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
      return buffer.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes into a disk, as its machine would; no snapshot changes. */
  public void write(String id, long offset, byte[] bytes) {
    replace(id, own -> own.written(offset, bytes));
  }

  /**
   * Hands out a file of the disk's own to be changed until the call returns; no snapshot changes.
   * The whole file is read afterwards, so prefer {@link #write} for a few bytes.
   */
  public void rewrite(String id, Consumer<Path> change) {
    replace(
        id,
        own -> {
          change.accept(own.file());
          return own.reread();
        });
  }

  private void replace(String id, UnaryOperator<Content> change) {
    var content = kernel.alone(() -> content(id));
    var changed = change.apply(content.copy(kernel.newFile(), content.size()));
    kernel.alone(
        () -> {
          kernel.store().put(get(id).with(changed));
          return id;
        });
  }

  /** Whether two disks or snapshots hold the same bytes, to the last of the shorter one. */
  public boolean sameBytes(String one, String other) {
    return kernel.alone(() -> content(one).sameAs(content(other)));
  }

  /**
   * Lets the next operation on a resource end as Failed.
   *
   * @param method of the call that starts it, such as PUT
   * @param idPart a part of the resource's id, compared without case
   */
  public void failNext(String method, String idPart, String code, String message) {
    var part = idPart.toLowerCase(Locale.ROOT);
    kernel.alone(
        () -> {
          kernel
              .operations()
              .failNext(
                  subject ->
                      subject.startsWith(method + " ")
                          && subject.toLowerCase(Locale.ROOT).contains(part),
                  ArmFailure.provider(409, code, message));
          return part;
        });
  }

  private Resource get(String id) {
    return kernel
        .store()
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no resource " + id));
  }

  private Content content(String id) {
    return get(id).content().orElseThrow(() -> new IllegalArgumentException(id + " has no bytes"));
  }

  private static ResourceId parsed(String id) {
    return ResourceId.parse(id)
        .orElseThrow(() -> new IllegalArgumentException("Not the id of a compute resource: " + id));
  }
}
