package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The storage accounts of the local Azure. Containers exist because the stage made them. */
public final class BlobStorage implements Service {

  public static final String HOST_SUFFIX = ".blob.core.windows.net";

  /** Bearer tokens are taken from this version of the service on. */
  private static final String FIRST_VERSION_WITH_TOKENS = "2017-11-09";

  private final InstantSource clock;
  private final Optional<Path> folder;
  private final Optional<Service> elsewhere;
  private final BlobAccess access;
  private final ETags tags = new ETags();
  private final Map<String, Container> containers = new ConcurrentHashMap<>();

  private BlobStorage(
      InstantSource clock, String tenant, Optional<Path> folder, Optional<Service> elsewhere) {
    this.clock = clock;
    this.folder = folder;
    this.elsewhere = elsewhere;
    this.access = new BlobAccess(tenant);
  }

  public static BlobStorage inMemory(InstantSource clock, String tenant) {
    return new BlobStorage(clock, tenant, Optional.empty(), Optional.empty());
  }

  /** Keeps blobs in a folder, where a later process finds them once it makes their containers. */
  public static BlobStorage inFolder(InstantSource clock, String tenant, Path folder) {
    return new BlobStorage(clock, tenant, Optional.of(folder), Optional.empty());
  }

  /**
   * Lets another blob service answer, which has its own clock. Who may do what is decided here
   * nevertheless; a caller's token is not meant for the other service.
   */
  public static BlobStorage inFrontOf(Service elsewhere, InstantSource clock, String tenant) {
    return new BlobStorage(clock, tenant, Optional.empty(), Optional.of(elsewhere));
  }

  /** Makes a container, or gives the one that is there. */
  public Container createContainer(String account, String name) {
    return containers.computeIfAbsent(key(account, name), key -> made(key, account, name));
  }

  private Container made(String key, String account, String name) {
    return elsewhere
        .<Container>map(other -> new PassedContainer(account, name, other, clock))
        .orElseGet(() -> new LocalContainer(account, name, clock, tags, store(key)));
  }

  /** A container that is there. */
  public Container container(String account, String name) {
    var container = containers.get(key(account, name));
    if (container == null) {
      throw new IllegalStateException("There is no container " + name + " in " + account);
    }
    return container;
  }

  /** Removes a container with all that is in it. */
  public void deleteContainer(String account, String name) {
    var container = container(account, name);
    container.list("").forEach(container::delete);
    containers.remove(key(account, name));
  }

  /** Whether the host name of a storage account resolves. */
  public boolean exists(String host) {
    String account = host.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
    return containers.keySet().stream().anyMatch(key -> key.startsWith(account + "/"));
  }

  /**
   * Takes a data action from a caller, such as
   * "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete"; "*" stands for every
   * caller, action or container.
   */
  public void deny(String clientId, String action, String container) {
    access.deny(clientId, action, container);
  }

  /** Takes back every denial. */
  public void allowAll() {
    access.allowAll();
  }

  /** From now on this decides, besides the denials above, what callers may do. */
  public void rights(BlobRights decide) {
    access.rights(decide);
  }

  /** Whether the network rules of all accounts keep every caller out. */
  public void firewall(boolean closed) {
    access.firewall(closed);
  }

  @Override
  public Response answer(Request request) {
    String requestId = UUID.randomUUID().toString();
    var answer = result(request, requestId);
    if (answer.headers().keySet().stream().anyMatch("server"::equalsIgnoreCase)) {
      return answer; // another service's, as it stands
    }
    answer =
        answer
            .with("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0")
            .with("x-ms-request-id", requestId)
            .with("x-ms-version", request.header("x-ms-version").orElse(FIRST_VERSION_WITH_TOKENS));
    var clientId = request.header("x-ms-client-request-id");
    return clientId.isPresent() ? answer.with("x-ms-client-request-id", clientId.get()) : answer;
  }

  private Response result(Request request, String requestId) {
    try {
      requireVersion(request);
      access.admit(request);
      var call = BlobCall.of(request);
      access.authorise(call, BlobRoutes.action(call));
      return call.ofAccount() ? ContainerList.answer(call, containersOf(call.account())) : of(call);
    } catch (BlobError error) {
      return refusal(request, error, requestId, clock.instant());
    }
  }

  private Response of(BlobCall call) {
    var container = containers.get(key(call.account(), call.container()));
    if (container != null) {
      return container.answer(call);
    }
    // Containers are part of the stage: nobody has the right to make one.
    throw call.makesContainer() ? BlobError.permissionMismatch() : BlobError.containerNotFound();
  }

  private List<Container> containersOf(String account) {
    return containers.values().stream()
        .filter(container -> container.account().equalsIgnoreCase(account))
        .sorted(Comparator.comparing(Container::name))
        .toList();
  }

  private static void requireVersion(Request request) {
    request
        .header("x-ms-version")
        .ifPresent(
            version -> {
              if (!version.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")
                  || version.compareTo(FIRST_VERSION_WITH_TOKENS) < 0) {
                throw BlobError.invalidHeader("x-ms-version", version);
              }
            });
  }

  /** Answers to HEAD and 304 have no body: the code is in the header alone. */
  private static Response refusal(Request request, BlobError error, String requestId, Instant now) {
    boolean bare = request.method().equals("HEAD") || error.status() == 304;
    var answer =
        bare
            ? Response.empty(error.status())
            : Response.xml(error.status(), error.body(requestId, now));
    answer = answer.with("x-ms-error-code", error.code()).fact("refusal", error.code());
    for (var header : error.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private BlobStore store(String key) {
    return folder
        .<BlobStore>map(root -> FolderStore.in(root.resolve(key)))
        .orElse(BlobStore.NOWHERE);
  }

  private static String key(String account, String container) {
    return account.toLowerCase(Locale.ROOT) + "/" + container;
  }
}
