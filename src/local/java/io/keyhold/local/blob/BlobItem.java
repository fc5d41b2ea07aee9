package io.keyhold.local.blob;

import java.time.Instant;
import java.util.Map;

/** An entry of a list. Members come in the order of the real answers. */
record BlobItem(Blob blob, Instant now) {

  String xml(boolean withMetadata) {
    var headers = blob.headers();
    var lease = blob.lease().at(now);
    var xml =
        new StringBuilder("<Blob>")
            .append(Xml.element("Name", blob.name()))
            .append("<Properties>")
            .append(Xml.element("Creation-Time", Times.header(blob.created())))
            .append(Xml.element("Last-Modified", Times.header(blob.modified())))
            .append(Xml.element("Etag", blob.etag().replace("\"", "")))
            .append(Xml.element("Content-Length", String.valueOf(blob.content().length)))
            .append(Xml.element("Content-Type", headers.value("Content-Type")))
            .append(Xml.element("Content-Encoding", headers.value("Content-Encoding")))
            .append(Xml.element("Content-Language", headers.value("Content-Language")))
            .append(Xml.element("Content-CRC64", ""))
            .append(Xml.element("Content-MD5", headers.value("Content-MD5")))
            .append(Xml.element("Cache-Control", headers.value("Cache-Control")))
            .append(Xml.element("Content-Disposition", headers.value("Content-Disposition")))
            .append(Xml.element("BlobType", "BlockBlob"))
            .append(Xml.element("AccessTier", "Hot"))
            .append(Xml.element("AccessTierInferred", "true"))
            .append(Xml.element("LeaseStatus", lease.status()))
            .append(Xml.element("LeaseState", lease.state()));
    lease.duration().ifPresent(text -> xml.append(Xml.element("LeaseDuration", text)));
    xml.append(Xml.element("ServerEncrypted", "true")).append("</Properties>");
    if (withMetadata) {
      xml.append(metadata(blob.metadata()));
    }
    return xml.append("<OrMetadata /></Blob>").toString();
  }

  private static String metadata(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return "<Metadata />";
    }
    var xml = new StringBuilder("<Metadata>");
    metadata.forEach((name, value) -> xml.append(Xml.element(name, value)));
    return xml.append("</Metadata>").toString();
  }
}
