package io.keyhold.local.arm;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;

/** Get Page Ranges: where a disk holds data, in pages of 512 bytes. */
record PageList(Request request, Content content) {

  private static final int PAGE = 512;
  private static final int MOST = 10_000;

  Response answer() {
    long length = content.size() + VhdFooter.LENGTH;
    var range = ByteRange.of(request, length).orElse(new ByteRange(0, length - 1));
    int most = request.parameter("maxresults").map(PageList::number).orElse(MOST);
    long from = Math.max(range.start(), request.parameter("marker").map(PageList::at).orElse(0L));
    var xml = new StringBuilder("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><PageList>");
    int count = 0;
    long next = -1;
    for (var extent : content.extents()) {
      long start = Math.max(extent.offset(), from) / PAGE * PAGE;
      long end = Math.min((extent.end() + PAGE - 1) / PAGE * PAGE - 1, range.end());
      if (start > end) {
        continue;
      }
      if (count++ == most) {
        next = start;
        break;
      }
      xml.append(entry(start, end));
    }
    if (next < 0 && range.end() >= content.size()) {
      xml.append(entry(content.size(), length - 1));
    }
    xml.append(next < 0 ? "" : "<NextMarker>" + next + "</NextMarker>").append("</PageList>");
    return Response.xml(200, xml.toString())
        .with("x-ms-blob-content-length", Long.toString(length));
  }

  private static String entry(long start, long end) {
    return "<PageRange><Start>" + start + "</Start><End>" + end + "</End></PageRange>";
  }

  private static int number(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, MOST);
    } catch (NumberFormatException e) {
      return MOST;
    }
  }

  private static long at(String marker) {
    try {
      return Long.parseLong(marker);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
