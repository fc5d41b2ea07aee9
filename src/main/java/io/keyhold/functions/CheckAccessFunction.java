package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.access.CheckAccess;
import io.keyhold.access.Installation;
import io.keyhold.access.Question;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.json.Json;
import io.keyhold.json.ProblemJson;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /api/check-access?target=&subnet=}: which rights the identity of this app lacks, and
 * the az lines that give them; {@code nextLink} goes on. {@code ./keyhold check-access} follows it.
 */
@ApplicationScoped
public class CheckAccessFunction {

  private static final Methods METHODS = Methods.of("GET", AppRole.READER);
  private static final String PATH = "/api/check-access";

  private static final Pattern GROUP =
      Pattern.compile(
          "/subscriptions/([0-9a-z-]{1,64})/resourceGroups/([^/?#\\s\"'$`\\\\]{1,90})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SUBNET =
      Pattern.compile(
          "[^\"'$`\\\\]+/providers/Microsoft.Network/virtualNetworks/[^/\"'$`\\\\]+/subnets/[^/\"'$`\\\\]+",
          Pattern.CASE_INSENSITIVE);

  private final HttpDoor door;
  private final UseCases useCases;
  private final Provider<Installation> here;

  public CheckAccessFunction(HttpDoor door, UseCases useCases, Provider<Installation> here) {
    this.door = door;
    this.useCases = useCases;
    this.here = here;
  }

  @Funq("check-access")
  public JsonNode checkAccess(JsonNode body) {
    return door.open(body, METHODS, this::check);
  }

  private HttpAnswer check(HttpCall call, Outputs outputs) {
    Question question =
        new Question(
            CallReader.query(
                call, "target", CheckAccessFunction::group, "is not the id of a resource group"),
            CallReader.query(
                call, "subnet", CheckAccessFunction::subnet, "is not the id of a subnet"),
            CallReader.query(call, "after", Continuation::read, "is not what nextLink said"));
    Installation installation = here.get();
    CheckAccess.Page page = useCases.checkAccess(installation).page(question);
    ObjectNode json = Json.object();
    installation.app().ifPresent(app -> json.put("app", app));
    installation.clientId().ifPresent(client -> json.put("clientId", client));
    ArrayNode value = json.putArray("value");
    page.findings().forEach(finding -> value.add(AccessJson.of(finding)));
    if (!page.problems().isEmpty()) {
      json.set("problems", ProblemJson.of(page.problems()));
    }
    page.continuation()
        .ifPresent(next -> json.put("nextLink", Continuation.link(PATH, call, next)));
    outputs.log("check-access: %d places".formatted(page.findings().size()));
    return HttpAnswer.json(200, json);
  }

  private static Optional<GroupId> group(String text) {
    Matcher form = GROUP.matcher(text);
    return form.matches()
        ? Optional.of(new GroupId(form.group(1), form.group(2)))
        : Optional.empty();
  }

  private static Optional<ArmId> subnet(String text) {
    return SUBNET.matcher(text).matches() ? ArmId.parse(text) : Optional.empty();
  }
}
