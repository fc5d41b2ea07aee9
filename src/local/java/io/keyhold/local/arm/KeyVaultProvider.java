package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.http.Response;
import java.util.Locale;

/** Microsoft.KeyVault at ARM: the deleted vaults of a subscription. */
final class KeyVaultProvider implements ResourceProvider {

  private static final String READ = "Microsoft.KeyVault/%s/read";

  private final DeletedVaults vaults;

  KeyVaultProvider(DeletedVaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    return RatePolicy.UNTOLD;
  }

  @Override
  public Response answer(ArmCall call) {
    ComputeProvider.demandMethod(call, "GET");
    var path = call.path();
    boolean list = path.rest().size() == 1 && path.segment(0).equalsIgnoreCase("deletedVaults");
    boolean one =
        path.rest().size() == 4
            && path.segment(0).equalsIgnoreCase("locations")
            && path.segment(2).equalsIgnoreCase("deletedVaults");
    if (path.group().isPresent() || !(list || one)) {
      throw unsupported(call);
    }
    call.demand(READ.formatted(list ? "deletedVaults" : "locations/deletedVaults"));
    var all = vaults.deletedVaults(path.subscription());
    return list ? Response.json(200, listed(all)) : Response.json(200, named(call, all));
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

  private static ArmFailure unsupported(ArmCall call) {
    return ArmFailure.gateway(
        404,
        "InvalidResourceType",
        "The resource type could not be found in the namespace 'Microsoft.KeyVault' for api version"
            + " '"
            + call.apiVersion()
            + "'.");
  }
}
