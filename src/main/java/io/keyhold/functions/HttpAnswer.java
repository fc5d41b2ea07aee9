package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.json.Json;
import io.keyhold.json.ProblemJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a caller is answered. */
record HttpAnswer(int status, Map<String, String> headers, JsonNode body) {

  private static final String JSON = "application/json; charset=utf-8";
  private static final String PROBLEM = "application/problem+json; charset=utf-8";

  static HttpAnswer json(int status, JsonNode body) {
    return new HttpAnswer(status, Map.of("Content-Type", JSON), body);
  }

  /** RFC 9457, with the code also in the header that Azure's clients look at. */
  static HttpAnswer problem(Problem problem) {
    ObjectNode body =
        Json.object()
            .put("type", "urn:keyhold:problem:" + problem.code().text())
            .put("title", problem.code().title())
            .put("status", HttpStatus.of(problem.code()));
    body.setAll(ProblemJson.of(problem));
    return new HttpAnswer(
        HttpStatus.of(problem.code()),
        Map.of("Content-Type", PROBLEM, "x-ms-error-code", problem.code().text()),
        body);
  }

  /** Several problems: the first is the answer's, all are listed. */
  static HttpAnswer problems(List<Problem> problems) {
    HttpAnswer answer = problem(problems.get(0));
    ((ObjectNode) answer.body()).set("problems", ProblemJson.of(problems));
    return answer;
  }

  static HttpAnswer problem(Code code, String subject, String detail) {
    return problem(new Problem(code, subject, detail));
  }

  HttpAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, more, body);
  }

  HttpAnswer withStatus(int other) {
    if (body instanceof ObjectNode object && object.has("status")) {
      object.put("status", other);
    }
    return new HttpAnswer(other, headers, body);
  }
}
