package io.keyhold.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Shown;
import io.keyhold.azure.http.Trouble;
import io.keyhold.domain.CloudFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists that the resource manager has and the SDK has no call for. */
public final class PlainReads {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** No list that is asked for here is longer. */
  private static final int PAGES = 20;

  private final ResourceManager manager;

  public PlainReads(ResourceManager manager) {
    this.manager = manager;
  }

  /**
   * What {@code value} holds on all pages.
   *
   * @param path with its query, from the subscription on
   * @throws CloudFailure when Azure does not give the list
   */
  public List<JsonNode> list(String subject, String path) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> next = Optional.of(manager.endpoint().replaceAll("/+$", "") + path);
    for (int page = 0; next.isPresent() && page < PAGES; page++) {
      String url = next.get();
      JsonNode body = CloudFailures.calling(subject, () -> get(subject, url));
      body.path("value").forEach(all::add);
      // The pipeline adds a token to whatever it sends, so nothing but Azure's own host is
      // followed.
      next =
          Optional.of(body.path("nextLink").asText(""))
              .filter(link -> link.startsWith(manager.endpoint()));
    }
    return all;
  }

  private JsonNode get(String subject, String url) {
    HttpRequest request = new HttpRequest(HttpMethod.GET, url);
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    try (HttpResponse response = manager.pipeline().get().sendSync(request, Context.NONE)) {
      JsonNode body = JSON.readTree(response.getBodyAsBinaryData().toBytes());
      if (response.getStatusCode() != 200) {
        throw CloudFailures.of(error(response.getStatusCode(), body.path("error")), subject);
      }
      return body;
    } catch (JsonProcessingException noJson) {
      throw CloudFailures.of(new Trouble.NotUnderstood("the answer is not JSON"), subject);
    } catch (java.io.IOException broken) {
      throw CloudFailures.of(new Trouble.NotUnderstood("the answer broke off"), subject);
    }
  }

  private static Trouble.Answered error(int status, JsonNode error) {
    return new Trouble.Answered(
        status,
        Shown.text(error.path("code").asText("")),
        Optional.empty(),
        Shown.text(error.path("message").asText("")));
  }
}
