package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the local Azure answered.
 *
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, String> headers, String body) {

  static Answer of(HttpResponse<String> response) {
    var headers = new TreeMap<String, String>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Answer(response.statusCode(), headers, response.body());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  JsonNode json() {
    return Wire.json(body);
  }
}
