package io.keyhold.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azurite.Pair.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same requests to the local blob service and to Azurite. Where they differ, Azure decides, and
 * {@link KnownDifferences} says what it does and how that is known.
 */
class LocalBlobsAgainstAzuriteTest {

  private static final String LEASE = "11111111-2222-4333-8444-555555555555";
  private static final String OTHER = "99999999-2222-4333-8444-555555555555";
  private static final String PAST = "Mon, 01 Jan 2024 00:00:00 GMT";
  private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

  private final Pair pair = new Pair();

  private void same(String topic) {
    System.out.printf(
        "azurite, %s: %d requests, %d parts of answers differ%n",
        topic, pair.requests(), pair.differences().size());
    assertThat(KnownDifferences.unexplained(topic, pair.differences())).isEmpty();
    assertThat(KnownDifferences.noLongerSeen(topic, pair.differences())).isEmpty();
  }

  @Test
  void putAndGet() {
    pair.ask("put", Call.put("/box/a", "hello").with("x-ms-meta-kind", "greeting"))
        .ask("get", Call.of("GET", "/box/a"))
        .ask("head", Call.of("HEAD", "/box/a"))
        .ask("metadata", Call.of("GET", "/box/a?comp=metadata"))
        .ask("over", Call.put("/box/a", "hello again").with("x-ms-blob-content-type", "text/plain"))
        .ask("get over", Call.of("GET", "/box/a"))
        .ask("empty", Call.put("/box/empty", ""))
        .ask("get empty", Call.of("GET", "/box/empty"))
        .ask("plain type", Call.put("/box/t", "x").with("content-type", "application/json"))
        .ask("get plain type", Call.of("GET", "/box/t"))
        .ask(
            "good md5", Call.put("/box/m", "hello").with("content-md5", "XUFAKrxLKna5cZ2REBfFkg=="))
        .ask("bad md5", Call.put("/box/m", "hell").with("content-md5", "XUFAKrxLKna5cZ2REBfFkg=="))
        .ask("md5 that is none", Call.put("/box/m", "hell").with("content-md5", "abc"))
        .ask(
            "stored md5",
            Call.put("/box/m2", "hello").with("x-ms-blob-content-md5", "XUFAKrxLKna5cZ2REBfFkg=="))
        .ask("slashes", Call.put("/box/p%2Fq/r", "x"))
        .ask("get slashes", Call.of("GET", "/box/p/q%2Fr"))
        .ask("unicode", Call.put("/box/f%C3%BCr%20dich+mich", "x"))
        .ask("get unicode", Call.of("GET", "/box/f%C3%BCr%20dich+mich"))
        .ask("set metadata", Call.of("PUT", "/box/a?comp=metadata").with("x-ms-meta-x", "1"))
        .ask("metadata after", Call.of("HEAD", "/box/a?comp=metadata"))
        .ask("bad metadata", Call.put("/box/n", "x").with("x-ms-meta-a-b", "1"))
        .ask(
            "set properties",
            Call.of("PUT", "/box/a?comp=properties").with("x-ms-blob-content-type", "text/html"))
        .ask("head after", Call.of("HEAD", "/box/a"))
        .ask("delete", Call.of("DELETE", "/box/a"))
        .ask("delete again", Call.of("DELETE", "/box/a"))
        .ask("get deleted", Call.of("GET", "/box/a"))
        .ask("head deleted", Call.of("HEAD", "/box/a"))
        .ask("metadata of none", Call.of("PUT", "/box/a?comp=metadata").with("x-ms-meta-x", "1"));
    same("putAndGet");
  }

  @Test
  void ranges() {
    pair.ask("put", Call.put("/box/a", "0123456789"))
        .ask("first", Call.of("GET", "/box/a").with("x-ms-range", "bytes=0-3"))
        .ask("open", Call.of("GET", "/box/a").with("x-ms-range", "bytes=4-"))
        .ask("too long", Call.of("GET", "/box/a").with("range", "bytes=8-99"))
        .ask("outside", Call.of("GET", "/box/a").with("range", "bytes=10-12"))
        .ask("all", Call.of("GET", "/box/a").with("range", "bytes=0-9"))
        .ask("empty blob", Call.put("/box/e", ""))
        .ask("range of nothing", Call.of("GET", "/box/e").with("x-ms-range", "bytes=0-3"));
    same("ranges");
  }

  @Test
  void conditions() {
    pair.ask("create", Call.put("/box/a", "1").with("if-none-match", "*"))
        .ask("create again", Call.put("/box/a", "2").with("if-none-match", "*"))
        .ask(
            "match",
            side -> Call.put("/box/a", "2").with("if-match", side.header("create", "etag")))
        .ask(
            "match of before",
            side -> Call.put("/box/a", "3").with("if-match", side.header("create", "etag")))
        .ask("match of none", Call.put("/box/none", "3").with("if-match", "\"0x1\""))
        .ask("any match of none", Call.put("/box/none", "3").with("if-match", "*"))
        .ask("any match", Call.put("/box/a", "4").with("if-match", "*"))
        .ask(
            "none match",
            side -> Call.put("/box/a", "5").with("if-none-match", side.header("any match", "etag")))
        .ask("other none match", Call.put("/box/a", "6").with("if-none-match", "\"0x1\""))
        .ask("unmodified since", Call.put("/box/a", "7").with("if-unmodified-since", FUTURE))
        .ask("modified since then", Call.put("/box/a", "8").with("if-unmodified-since", PAST))
        .ask("modified since", Call.put("/box/a", "9").with("if-modified-since", PAST))
        .ask("not modified since", Call.put("/box/a", "10").with("if-modified-since", FUTURE))
        .ask("get other match", Call.of("GET", "/box/a").with("if-match", "\"0x1\""))
        .ask(
            "get same",
            side ->
                Call.of("GET", "/box/a")
                    .with("if-none-match", side.header("modified since", "etag")))
        .ask(
            "head same",
            side ->
                Call.of("HEAD", "/box/a")
                    .with("if-none-match", side.header("modified since", "etag")))
        .ask("get any none match", Call.of("GET", "/box/a").with("if-none-match", "*"))
        .ask("get unmodified since", Call.of("GET", "/box/a").with("if-unmodified-since", PAST))
        .ask("get not modified since", Call.of("GET", "/box/a").with("if-modified-since", FUTURE))
        .ask("get none with match", Call.of("GET", "/box/none").with("if-match", "\"0x1\""))
        .ask("delete other match", Call.of("DELETE", "/box/a").with("if-match", "\"0x1\""))
        .ask("delete of none", Call.of("DELETE", "/box/none").with("if-match", "\"0x1\""))
        .ask(
            "metadata other match",
            Call.of("PUT", "/box/a?comp=metadata")
                .with("x-ms-meta-x", "1")
                .with("if-match", "\"0x1\""))
        .ask("bad time", Call.of("GET", "/box/a").with("if-modified-since", "yesterday"))
        .ask(
            "delete match",
            side ->
                Call.of("DELETE", "/box/a")
                    .with("if-match", side.header("modified since", "etag")));
    same("conditions");
  }

  @Test
  void lists() {
    for (String name : new String[] {"a/1", "a/2", "b", "c/1/x", "c/2", "d%20e", "z"}) {
      pair.ask("put " + name, Call.put("/box/" + name.replace("/", "%2F"), "x"));
    }
    String list = "/box?restype=container&comp=list";
    pair.ask("all", Call.of("GET", list))
        .ask("prefix", Call.of("GET", list + "&prefix=a%2F"))
        .ask("nothing", Call.of("GET", list + "&prefix=nothing"))
        .ask("folders", Call.of("GET", list + "&delimiter=%2F"))
        .ask("folders below", Call.of("GET", list + "&delimiter=%2F&prefix=c%2F"))
        .ask("half a name", Call.of("GET", list + "&delimiter=%2F&prefix=c"))
        .ask("two", Call.of("GET", list + "&maxresults=2"))
        .ask(
            "next two",
            side -> Call.of("GET", list + "&maxresults=2&marker=" + marker(side, "two")))
        .ask(
            "last",
            side -> Call.of("GET", list + "&maxresults=5&marker=" + marker(side, "next two")))
        .ask("two folders", Call.of("GET", list + "&delimiter=%2F&maxresults=2"))
        .ask(
            "next folders",
            side ->
                Call.of(
                    "GET",
                    list + "&delimiter=%2F&maxresults=2&marker=" + marker(side, "two folders")))
        .ask("metadata", Call.of("GET", list + "&include=metadata&prefix=b"))
        .ask("none a page", Call.of("GET", list + "&maxresults=0"))
        .ask("many a page", Call.of("GET", list + "&maxresults=6000"))
        .ask("no number", Call.of("GET", list + "&maxresults=many"))
        .ask("bad marker", Call.of("GET", list + "&marker=nonsense"))
        .ask("of no container", Call.of("GET", "/none?restype=container&comp=list"))
        .ask("container", Call.of("GET", "/box?restype=container"))
        .ask("no container", Call.of("GET", "/none?restype=container"))
        .ask("blob of no container", Call.of("GET", "/none/a"))
        .ask("put in no container", Call.put("/none/a", "x"))
        .ask("container again", Call.of("PUT", "/box?restype=container"));
    same("lists");
  }

  private static String marker(Pair.Side side, String step) {
    return java.net.URLEncoder.encode(
        side.answer(step).element("NextMarker"), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void leases() {
    pair.ask("put", Call.put("/box/a", "1"))
        .ask(
            "acquire",
            lease("acquire")
                .with("x-ms-lease-duration", "15")
                .with("x-ms-proposed-lease-id", LEASE))
        .ask(
            "acquire again",
            lease("acquire")
                .with("x-ms-lease-duration", "15")
                .with("x-ms-proposed-lease-id", LEASE))
        .ask(
            "acquire by another",
            lease("acquire")
                .with("x-ms-lease-duration", "15")
                .with("x-ms-proposed-lease-id", OTHER))
        .ask("head", Call.of("HEAD", "/box/a"))
        .ask("write without", Call.put("/box/a", "2"))
        .ask("write with another", Call.put("/box/a", "2").with("x-ms-lease-id", OTHER))
        .ask("write with", Call.put("/box/a", "2").with("x-ms-lease-id", LEASE))
        .ask("read without", Call.of("GET", "/box/a"))
        .ask("read with another", Call.of("GET", "/box/a").with("x-ms-lease-id", OTHER))
        .ask("delete without", Call.of("DELETE", "/box/a"))
        .ask("renew", lease("renew").with("x-ms-lease-id", LEASE))
        .ask("renew by another", lease("renew").with("x-ms-lease-id", OTHER))
        .ask(
            "change",
            lease("change").with("x-ms-lease-id", LEASE).with("x-ms-proposed-lease-id", OTHER))
        .ask("release by another", lease("release").with("x-ms-lease-id", LEASE))
        .ask("release", lease("release").with("x-ms-lease-id", OTHER))
        .ask("renew released", lease("renew").with("x-ms-lease-id", OTHER))
        .ask("write with the released", Call.put("/box/a", "3").with("x-ms-lease-id", OTHER))
        .ask(
            "for ever",
            lease("acquire")
                .with("x-ms-lease-duration", "-1")
                .with("x-ms-proposed-lease-id", LEASE))
        .ask("head for ever", Call.of("HEAD", "/box/a"))
        .ask("break", lease("break").with("x-ms-lease-break-period", "0"))
        .ask("head broken", Call.of("HEAD", "/box/a"))
        .ask("renew broken", lease("renew").with("x-ms-lease-id", LEASE))
        .ask("break broken", lease("break"))
        .ask("write broken", Call.put("/box/a", "4"))
        .ask("break none", lease("break"))
        .ask("too short", lease("acquire").with("x-ms-lease-duration", "5"))
        .ask("no duration", lease("acquire"))
        .ask("no action", Call.of("PUT", "/box/a?comp=lease"))
        .ask("bad action", lease("borrow"))
        .ask("renew without id", lease("renew"))
        .ask(
            "of none",
            Call.of("PUT", "/box/none?comp=lease")
                .with("x-ms-lease-action", "acquire")
                .with("x-ms-lease-duration", "15"))
        .ask("put with lease of none", Call.put("/box/none", "1").with("x-ms-lease-id", LEASE));
    same("leases");
  }

  private static Call lease(String action) {
    return Call.of("PUT", "/box/a?comp=lease").with("x-ms-lease-action", action);
  }

  @Test
  void blocks() {
    String list =
        "<?xml version=\"1.0\""
            + " encoding=\"utf-8\"?><BlockList><Latest>MDE=</Latest><Latest>MDI=</Latest></BlockList>";
    pair.ask("one", new Call("PUT", "/box/a?comp=block&blockid=MDE%3D", Map.of(), "first "))
        .ask(
            "one with md5",
            new Call(
                "PUT",
                "/box/b?comp=block&blockid=MDE%3D",
                Map.of("content-md5", "XUFAKrxLKna5cZ2REBfFkg=="),
                "hello"))
        .ask("two", new Call("PUT", "/box/a?comp=block&blockid=MDI%3D", Map.of(), "second"))
        .ask("not yet", Call.of("GET", "/box/a"))
        .ask("not listed", Call.of("GET", "/box?restype=container&comp=list"))
        .ask("uncommitted", Call.of("GET", "/box/a?comp=blocklist&blocklisttype=all"))
        .ask("commit", new Call("PUT", "/box/a?comp=blocklist", Map.of(), list))
        .ask("get", Call.of("GET", "/box/a"))
        .ask("committed", Call.of("GET", "/box/a?comp=blocklist&blocklisttype=all"))
        .ask("again", new Call("PUT", "/box/a?comp=blocklist", Map.of("if-none-match", "*"), list))
        .ask(
            "unknown block",
            new Call("PUT", "/box/a?comp=blocklist", Map.of(), list.replace("MDI=", "MDM=")))
        .ask("no xml", new Call("PUT", "/box/a?comp=blocklist", Map.of(), "nonsense"))
        .ask("bad id", new Call("PUT", "/box/a?comp=block&blockid=%23", Map.of(), "x"))
        .ask("no id", new Call("PUT", "/box/a?comp=block", Map.of(), "x"))
        .ask("other length", new Call("PUT", "/box/a?comp=block&blockid=MDEw", Map.of(), "x"));
    same("blocks");
  }

  @Test
  void whatIsNoGoodRequest() {
    pair.ask("no type", Call.of("PUT", "/box/a"))
        .ask("bad type", Call.of("PUT", "/box/a").with("x-ms-blob-type", "Blob"))
        .ask("old version", Call.of("GET", "/box/a").with("x-ms-version", "2015-12-11"))
        .ask("bad version", Call.of("GET", "/box/a").with("x-ms-version", "nonsense"))
        .ask("no version", Call.of("GET", "/box/a").with("x-ms-version", ""))
        .ask("bad container name", Call.of("GET", "/B_1/a"))
        .ask("short container name", Call.of("GET", "/b/a"))
        .ask("long name", Call.put("/box/" + "x".repeat(1_025), "x"))
        .ask("longest name", Call.put("/box/" + "x".repeat(1_024), "x"))
        .ask(
            "client request id",
            Call.put("/box/i", "x").with("x-ms-client-request-id", "request-1"))
        .ask("account list", Call.of("GET", "/?comp=list"))
        .ask("page blob of no length", Call.of("PUT", "/box/p").with("x-ms-blob-type", "PageBlob"));
    same("whatIsNoGoodRequest");
  }
}
