package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** How larger blobs come: block by block, then the list that makes them a blob. */
record BlockWrites(LocalContainer container) {

  Response putBlock(BlobCall call) {
    String id = call.request().parameter("blockid").orElse("");
    if (!id.matches("[A-Za-z0-9+/]{1,88}={0,2}")) {
      throw BlobError.invalidParameter("blockid", id);
    }
    var target = new WriteTarget(container, call);
    target.requireMutable();
    target.lease();
    Checksums.check(call.request());
    container.blocks().put(call.blob(), id, call.request().body());
    return checked(call.request()).with("x-ms-request-server-encrypted", "true");
  }

  /** The checksum that the caller sent is answered; where it sent none, the service's own kind. */
  private static Response checked(Request request) {
    var answer = Response.empty(201);
    return request.header("content-md5").isPresent()
        ? answer.with("Content-MD5", Checksums.md5(request.body()))
        : answer.with("x-ms-content-crc64", Checksums.crc64(request.body()));
  }

  Response putBlockList(BlobCall call) {
    var target = new WriteTarget(container, call);
    var lease = target.writable();
    Checksums.check(call.request());
    byte[] content = container.blocks().commit(call.blob(), wanted(call.request().body()));
    return Answers.written(
        201, target.written(content, ContentHeaders.ofCommit(call.request()), lease));
  }

  private static List<Blocks.Wanted> wanted(byte[] xml) {
    var list = new ArrayList<Blocks.Wanted>();
    var children = Xml.parse(xml).getDocumentElement().getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      Node node = children.item(i);
      if (node instanceof Element element) {
        list.add(new Blocks.Wanted(element.getTextContent().strip(), place(element)));
      }
    }
    return list;
  }

  private static Blocks.Place place(Element element) {
    return switch (element.getTagName()) {
      case "Committed" -> Blocks.Place.COMMITTED;
      case "Uncommitted" -> Blocks.Place.UNCOMMITTED;
      case "Latest" -> Blocks.Place.LATEST;
      default ->
          throw BlobError.of(
              400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
    };
  }
}
