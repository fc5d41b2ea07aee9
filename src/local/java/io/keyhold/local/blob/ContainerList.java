package io.keyhold.local.blob;

import io.keyhold.local.http.Response;
import java.util.List;

/** List Containers: few enough for one page. */
final class ContainerList {

  private ContainerList() {}

  static Response answer(BlobCall call, List<Container> containers) {
    if (!call.verb().equals("GET list")) {
      throw BlobError.notImplemented(call.verb());
    }
    String prefix = call.request().parameter("prefix").orElse("");
    var xml =
        new StringBuilder(Xml.HEAD)
            .append("<EnumerationResults ServiceEndpoint=\"https://")
            .append(call.request().host())
            .append("/\">");
    if (!prefix.isEmpty()) {
      xml.append(Xml.element("Prefix", prefix));
    }
    xml.append("<Containers>");
    containers.stream()
        .filter(container -> container.name().startsWith(prefix))
        .forEach(container -> xml.append(item(container)));
    return Response.xml(
        200, xml.append("</Containers><NextMarker /></EnumerationResults>").toString());
  }

  private static String item(Container container) {
    return "<Container>"
        + Xml.element("Name", container.name())
        + "<Properties>"
        + Xml.element("Last-Modified", Times.header(container.created()))
        + Xml.element("Etag", container.etag())
        + Xml.element("LeaseStatus", "unlocked")
        + Xml.element("LeaseState", "available")
        + Xml.element("DefaultEncryptionScope", "$account-encryption-key")
        + Xml.element("DenyEncryptionScopeOverride", "false")
        + Xml.element("HasImmutabilityPolicy", String.valueOf(container.isImmutable()))
        + Xml.element("HasLegalHold", "false")
        + Xml.element("ImmutableStorageWithVersioningEnabled", "false")
        + "</Properties></Container>";
  }
}
