package io.keyhold.local.blob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The form of a blob in a file. */
final class BlobFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BlobFile() {}

  static byte[] bytes(Blob blob) throws IOException {
    var head = MAPPER.createObjectNode();
    head.put("name", blob.name()).put("etag", blob.etag());
    head.put("created", blob.created().toString()).put("modified", blob.modified().toString());
    head.set("headers", MAPPER.valueToTree(blob.headers().values()));
    head.set("metadata", MAPPER.valueToTree(blob.metadata()));
    head.set("lease", lease(blob.lease()));
    var out = new ByteArrayOutputStream();
    out.write(MAPPER.writeValueAsBytes(head));
    out.write('\n');
    out.write(blob.content());
    return out.toByteArray();
  }

  static Blob blob(byte[] bytes) throws IOException {
    int line = 0;
    while (bytes[line] != '\n') {
      line++;
    }
    JsonNode head = MAPPER.readTree(bytes, 0, line);
    return new Blob(
        head.path("name").asText(),
        Arrays.copyOfRange(bytes, line + 1, bytes.length),
        new ContentHeaders(texts(head.path("headers"))),
        texts(head.path("metadata")),
        head.path("etag").asText(),
        Instant.parse(head.path("created").asText()),
        Instant.parse(head.path("modified").asText()),
        lease(head.path("lease")));
  }

  private static Map<String, String> texts(JsonNode node) {
    var texts = new LinkedHashMap<String, String>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static ObjectNode lease(Lease lease) {
    var node = MAPPER.createObjectNode().put("state", lease.state());
    switch (lease) {
      case Lease.Available free -> {}
      case Lease.Leased held -> {
        node.put("id", held.id());
        held.length().ifPresent(length -> node.put("length", length.toString()));
        held.until().ifPresent(until -> node.put("until", until.toString()));
      }
      case Lease.Expired over -> {
        node.put("id", over.id());
        over.length().ifPresent(length -> node.put("length", length.toString()));
      }
      case Lease.Breaking held -> node.put("id", held.id()).put("until", held.until().toString());
      case Lease.Broken over -> node.put("id", over.id());
    }
    return node;
  }

  private static Lease lease(JsonNode node) {
    String id = node.path("id").asText();
    var length = Optional.ofNullable(node.get("length")).map(JsonNode::asText).map(Duration::parse);
    var until = Optional.ofNullable(node.get("until")).map(JsonNode::asText).map(Instant::parse);
    return switch (node.path("state").asText()) {
      case "leased" -> new Lease.Leased(id, length, until);
      case "expired" -> new Lease.Expired(id, length);
      case "breaking" -> new Lease.Breaking(id, until.orElseThrow());
      case "broken" -> new Lease.Broken(id);
      default -> Lease.available();
    };
  }
}
