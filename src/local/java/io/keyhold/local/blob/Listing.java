package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** List Blobs: by prefix, folded at a delimiter, in pages. */
record Listing(LocalContainer container) {

  private static final int LARGEST_PAGE = 5000;

  /** What a page counts: a blob, or the common beginning of several. */
  private sealed interface Entry {
    record Single(Blob blob) implements Entry {}

    record Folded(String prefix) implements Entry {}

    default String name() {
      return switch (this) {
        case Single single -> single.blob().name();
        case Folded folded -> folded.prefix();
      };
    }
  }

  Response list(BlobCall call) {
    var request = call.request();
    String prefix = request.parameter("prefix").orElse("");
    String delimiter = request.parameter("delimiter").orElse("");
    String marker = request.parameter("marker").orElse("");
    int size = size(request);
    var entries = entries(prefix, delimiter, marker.isEmpty() ? "" : Marker.name(marker));
    boolean more = entries.size() > size;

    var xml = new StringBuilder(Xml.HEAD);
    xml.append("<EnumerationResults ServiceEndpoint=\"https://")
        .append(request.host())
        .append("/\" ContainerName=\"")
        .append(container.name())
        .append("\">");
    append(xml, "Prefix", request.parameter("prefix"));
    append(xml, "Marker", request.parameter("marker"));
    append(xml, "MaxResults", request.parameter("maxresults"));
    append(xml, "Delimiter", request.parameter("delimiter"));
    xml.append("<Blobs>");
    boolean metadata = includes(request).contains("metadata");
    for (Entry entry : entries.subList(0, more ? size : entries.size())) {
      switch (entry) {
        case Entry.Single single ->
            xml.append(new BlobItem(single.blob(), container.now()).xml(metadata));
        case Entry.Folded folded ->
            xml.append("<BlobPrefix>")
                .append(Xml.element("Name", folded.prefix()))
                .append("</BlobPrefix>");
      }
    }
    xml.append("</Blobs>")
        .append(Xml.element("NextMarker", more ? Marker.of(entries.get(size).name()) : ""))
        .append("</EnumerationResults>");
    return Response.xml(200, xml.toString());
  }

  private List<Entry> entries(String prefix, String delimiter, String start) {
    var entries = new ArrayList<Entry>();
    String folded = "";
    for (Blob blob : container.from(prefix, start)) {
      int end = delimiter.isEmpty() ? -1 : blob.name().indexOf(delimiter, prefix.length());
      if (end < 0) {
        entries.add(new Entry.Single(blob));
        continue;
      }
      String common = blob.name().substring(0, end + delimiter.length());
      if (!common.equals(folded)) {
        folded = common;
        entries.add(new Entry.Folded(common));
      }
    }
    return entries;
  }

  private static int size(Request request) {
    return request
        .parameter("maxresults")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,9}")) {
                throw BlobError.invalidParameter("maxresults", text);
              }
              int size = Integer.parseInt(text);
              if (size == 0) {
                throw BlobError.of(
                        400,
                        "OutOfRangeQueryParameterValue",
                        "One of the query parameters specified in the request URI is outside the"
                            + " permissible range.")
                    .detail("QueryParameterName", "maxresults")
                    .detail("QueryParameterValue", text)
                    .detail("MinimumAllowed", "1")
                    .detail("MaximumAllowed", "2147483647");
              }
              return Math.min(size, LARGEST_PAGE);
            })
        .orElse(LARGEST_PAGE);
  }

  private static List<String> includes(Request request) {
    return List.of(request.parameter("include").orElse("").split(","));
  }

  private static void append(StringBuilder xml, String name, Optional<String> value) {
    value.ifPresent(text -> xml.append(Xml.element(name, text)));
  }
}
