package io.keyhold.local.blob;

import io.keyhold.local.http.Response;
import java.util.Map;

/** Get Block List. */
record BlockList(LocalContainer container) {

  Response get(BlobCall call) {
    var blob = container.find(call.blob());
    if (blob.isEmpty() && !container.blocks().hasUncommitted(call.blob())) {
      throw BlobError.blobNotFound();
    }
    String type = call.request().parameter("blocklisttype").orElse("committed");
    var xml = new StringBuilder(Xml.HEAD).append("<BlockList>");
    switch (type) {
      case "committed" -> append(xml, "CommittedBlocks", call, Blocks.Place.COMMITTED);
      case "uncommitted" -> append(xml, "UncommittedBlocks", call, Blocks.Place.UNCOMMITTED);
      case "all" -> {
        append(xml, "CommittedBlocks", call, Blocks.Place.COMMITTED);
        append(xml, "UncommittedBlocks", call, Blocks.Place.UNCOMMITTED);
      }
      default -> throw BlobError.invalidParameter("blocklisttype", type);
    }
    var answer = Response.xml(200, xml.append("</BlockList>").toString());
    return blob.map(
            there ->
                Answers.tag(answer, there)
                    .with("x-ms-blob-content-length", String.valueOf(there.content().length)))
        .orElse(answer);
  }

  private void append(StringBuilder xml, String name, BlobCall call, Blocks.Place place) {
    Map<String, Integer> lengths = container.blocks().lengths(call.blob(), place);
    xml.append("<").append(name).append(">");
    lengths.forEach(
        (id, length) ->
            xml.append("<Block>")
                .append(Xml.element("Name", id))
                .append(Xml.element("Size", String.valueOf(length)))
                .append("</Block>"));
    xml.append("</").append(name).append(">");
  }
}
