package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Microsoft.KeyVault at ARM: the vaults of a subscription, and those that are deleted. */
final class KeyVaultProvider implements ResourceProvider {

  private static final String READ = "Microsoft.KeyVault/%s/read";

  private final Kernel kernel;
  private final Vaults vaults;

  KeyVaultProvider(Kernel kernel, Vaults vaults) {
    this.kernel = kernel;
    this.vaults = vaults;
  }

  @Override
  public Response answer(ArmCall call) {
    ComputeProvider.demandMethod(call, "GET");
    var path = call.path();
    boolean ofGroup = path.group().isPresent();
    if (path.segment(0).equalsIgnoreCase("vaults") && path.rest().size() <= (ofGroup ? 2 : 1)) {
      call.demand(READ.formatted("vaults"));
      return path.rest().size() == 1 ? list(call) : Response.json(200, vault(call));
    }
    boolean list = path.rest().size() == 1 && path.segment(0).equalsIgnoreCase("deletedVaults");
    boolean one =
        path.rest().size() == 4
            && path.segment(0).equalsIgnoreCase("locations")
            && path.segment(2).equalsIgnoreCase("deletedVaults");
    if (ofGroup || !(list || one)) {
      throw ArmFailure.noSuchType(call);
    }
    call.demand(READ.formatted(list ? "deletedVaults" : "locations/deletedVaults"));
    var all = vaults.deletedVaults(path.subscription());
    return list ? Response.json(200, listed(all)) : Response.json(200, named(call, all));
  }

  /** The vaults of a subscription or of a group. */
  private Response list(ArmCall call) {
    var prefix =
        call.path().group().map(group -> "/resourcegroups/" + group.toLowerCase(Locale.ROOT) + "/");
    var found =
        StreamSupport.stream(vaults.vaults(call.path().subscription()).spliterator(), false)
            .map(ObjectNode.class::cast)
            .filter(vault -> prefix.map(key(vault)::contains).orElse(true))
            .toList();
    var page =
        new Page(kernel.options().pageSize())
            .body(call, found, KeyVaultProvider::key, vault -> vault);
    return Response.json(200, page);
  }

  private JsonNode vault(ArmCall call) {
    var group = call.path().group().orElseThrow();
    var name = call.path().segment(1);
    var end = "/resourceGroups/%s/providers/Microsoft.KeyVault/vaults/%s".formatted(group, name);
    for (var vault : vaults.vaults(call.path().subscription())) {
      if (key(vault).endsWith(end.toLowerCase(Locale.ROOT))) {
        return vault;
      }
    }
    throw ArmFailure.unknown("Microsoft.KeyVault/vaults/" + name, group);
  }

  private static String key(JsonNode vault) {
    return vault.path("id").asText().toLowerCase(Locale.ROOT);
  }

  private static JsonNode listed(JsonNode all) {
    var body = ArmJson.object();
    body.set("value", all);
    return body;
  }

  private static JsonNode named(ArmCall call, JsonNode all) {
    var name = call.path().segment(3);
    for (var vault : all) {
      if (vault.path("name").asText().equalsIgnoreCase(name)) {
        return vault;
      }
    }
    throw ArmFailure.provider(
        404,
        "DeletedVaultNotFound",
        "The specified deleted vault '"
            + name.toLowerCase(Locale.ROOT)
            + "' does not exist. Follow this link for more information:"
            + " https://go.microsoft.com/fwlink/?linkid=2149745");
  }
}
