package io.keyhold.azurite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** In what the local blob service and Azurite differ, what Azure does, and how that is known. */
final class KnownDifferences {

  private KnownDifferences() {}

  /** {@code steps} and {@code part} may end in {@code *}. */
  private record Known(String topic, String step, String part, String why) {
    boolean covers(String in, String difference) {
      String[] parts = difference.split(": ", 2);
      return matches(topic, in) && matches(step, parts[0]) && matches(part, parts[1]);
    }

    private static boolean matches(String pattern, String text) {
      return pattern.endsWith("*")
          ? text.startsWith(pattern.substring(0, pattern.length() - 1))
          : text.equals(pattern);
    }
  }

  private static final String ANY = "*";

  private static final String WITHOUT_CODE =
      "Azurite refuses what its swagger does not allow without a code and without a body; Azure's"
          + " list of common error codes has one for each";

  private static final String NEVER_TIERED =
      "Azure says it only where the tier was ever set (Get Blob Properties, response headers)";

  private static final List<Known> KNOWN =
      List.of(
          new Known(ANY, ANY, "x-ms-access-tier-change-time", NEVER_TIERED),
          new Known("lists", ANY, "<AccessTierChangeTime>", NEVER_TIERED),
          new Known(
              ANY,
              "get*",
              "x-ms-blob-content-md5",
              "Azure says it only for a read of a range (Get Blob, response headers)"),
          new Known("leases", "read without", "x-ms-blob-content-md5", "as for every whole read"),
          new Known(
              ANY,
              ANY,
              "<MaxResults>",
              "Azure repeats what the request said, and nothing where it said nothing (List Blobs);"
                  + " Azurite says its default"),
          new Known(
              "putAndGet",
              "metadata",
              ANY,
              "Azurite answers GET comp=metadata like Get Blob, with the body; Azure gives the"
                  + " metadata alone (Get Blob Metadata)"),
          new Known(
              "ranges",
              "outside",
              ANY,
              "a range that begins at the end is 416 InvalidRange in Azure (Get Blob, remarks);"
                  + " Azurite sends no bytes with 206"),
          new Known(
              "conditions",
              "get none with match",
              ANY,
              "not settled by the reference, which knows conditions on what exists; the product"
                  + " reads without conditions"),
          new Known(
              "conditions",
              "delete of none",
              ANY,
              "not settled by the reference; the product deletes without conditions"),
          new Known("conditions", "get same", "content-type", "304 has no body in Azure"),
          new Known("conditions", "get not modified since", "content-type", "304 has no body"),
          new Known(
              "conditions",
              "bad time",
              ANY,
              "Azurite passes over a time that it cannot read; InvalidHeaderValue in Azure"),
          new Known(
              "lists",
              "folders",
              "<Name>",
              "Azure lists blobs and prefixes in one order (List Blobs, delimiter); Azurite all"
                  + " prefixes first. The product takes either"),
          new Known(
              "lists",
              "bad marker",
              ANY,
              "Azurite takes any marker for a name; markers are opaque in Azure, and the product"
                  + " only gives back what it was given"),
          new Known("lists", "many a page", "<MaxResults>", "Azure repeats what was asked for"),
          new Known("lists", "no number", ANY, WITHOUT_CODE),
          new Known("lists", "none a page", ANY, WITHOUT_CODE),
          new Known(
              "lists",
              "container",
              ANY,
              "encryption scopes and versioned immutability came later than Azurite's"
                  + " Get Container Properties"),
          new Known("leases", "no action", ANY, WITHOUT_CODE),
          new Known("leases", "bad action", ANY, WITHOUT_CODE),
          new Known("leases", "renew without id", ANY, WITHOUT_CODE),
          new Known(
              "leases",
              "no duration",
              ANY,
              "required for acquire from 2012-02-12 on (Lease Blob, request headers)"),
          new Known(
              "leases",
              "put with lease of none",
              ANY,
              "a lease id on a blob without a lease is 412 LeaseNotPresentWithBlobOperation (Lease"
                  + " Blob, outcomes of use attempts); Azurite looks only where a blob is"),
          new Known("blocks", "no id", ANY, WITHOUT_CODE),
          new Known("blocks", "no xml", ANY, WITHOUT_CODE),
          new Known(
              "blocks",
              "one with md5",
              "content-md5",
              "from 2019-02-02 on it is answered where the request has it (Put Block)"),
          new Known(
              "blocks",
              "commit",
              "content-md5",
              "from 2019-02-02 on only where the request has it (Put Block List)"),
          new Known(
              "blocks",
              "get",
              "content-md5",
              "Azure computes none for a blob made of blocks; it has what the commit named"
                  + " (Put Block List, x-ms-blob-content-md5)"),
          new Known(
              "blocks",
              "uncommitted",
              ANY,
              "ETag and Last-Modified only where a block is committed (Get Block List)"),
          new Known("whatIsNoGoodRequest", "no type", ANY, WITHOUT_CODE),
          new Known("whatIsNoGoodRequest", "bad type", ANY, WITHOUT_CODE),
          new Known(
              "whatIsNoGoodRequest",
              "page blob of no length",
              ANY,
              "the local service knows block blobs alone"),
          new Known(
              "whatIsNoGoodRequest",
              "old version",
              ANY,
              "tokens are taken from 2017-11-09 on; Azurite was told not to look at the version"),
          new Known(
              "whatIsNoGoodRequest", "bad version", ANY, "Azurite was told not to look at it"),
          new Known(
              "whatIsNoGoodRequest",
              "long name",
              ANY,
              "a name has at most 1,024 characters (Naming and referencing containers, blobs, and"
                  + " metadata); Azurite takes any"),
          new Known(
              "whatIsNoGoodRequest",
              "account list",
              ANY,
              "encryption scopes and versioned immutability came later than Azurite's List"
                  + " Containers"));

  static Map<String, String> unexplained(String topic, Map<String, String> differences) {
    Map<String, String> rest = new LinkedHashMap<>(differences);
    rest.keySet().removeIf(step -> of(topic).anyMatch(known -> known.covers(topic, step)));
    return rest;
  }

  /** Entries of the topic that cover nothing any more. */
  static List<String> noLongerSeen(String topic, Map<String, String> differences) {
    return of(topic)
        .filter(known -> known.topic().equals(topic))
        .filter(known -> differences.keySet().stream().noneMatch(d -> known.covers(topic, d)))
        .map(known -> known.step() + ": " + known.part())
        .toList();
  }

  private static Stream<Known> of(String topic) {
    return KNOWN.stream().filter(known -> Known.matches(known.topic(), topic));
  }
}
