package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP functions: what they are told of a request, and what their answer becomes. */
class HttpTest {
  @TempDir static Path folder;

  private static final TestClock CLOCK = new TestClock();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static FakeApp app;
  private static FunctionsHost host;

  @BeforeAll
  static void start() {
    app =
        new FakeApp(folder)
            .function(
                "restore",
                FakeApp.http("\"put\", \"get\"", "restores/{id}"),
                FakeApp.httpOutput(),
                FakeApp.queueOutput("work", "work"))
            .function("latest", FakeApp.http("\"get\"", "restores/latest"), FakeApp.httpOutput())
            .function("any", "{\"type\": \"httpTrigger\", \"name\": \"req\"}", FakeApp.httpOutput())
            .function("silent", FakeApp.http("\"get\"", "silent"))
            .function(
                "returns",
                FakeApp.http("\"get\"", "returns"),
                FakeApp.httpOutput().replace("res", "$return"))
            .function("tick", FakeApp.timer());
    host = FunctionsHost.start(app.options(CLOCK));
  }

  @AfterAll
  static void stop() {
    host.close();
    CLIENT.close();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(host.uri() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> answered(String body) throws Exception {
    app.answers("any", FakeApp.json(body));
    return send(to("/api/any"));
  }

  private static JsonNode req(HttpRequest.Builder request) throws Exception {
    app.reports("any").reports("restore");
    send(request);
    return Json.read(host.invocations().getLast().request()).at("/Data/req");
  }

  private static JsonNode metadata(HttpRequest.Builder request) throws Exception {
    req(request);
    return Json.read(host.invocations().getLast().request()).path("Metadata");
  }

  // What a function is told

  @Test
  void aRequestIsToldWithUrlMethodAndParameters() throws Exception {
    JsonNode req =
        req(to("/api/restores/r%201?validateOnly=true").PUT(BodyPublishers.ofString("{}")));
    assertThat(req.path("Url").textValue())
        .isEqualTo(host.uri() + "/api/restores/r%201?validateOnly=true");
    assertThat(req.path("Method").textValue()).isEqualTo("PUT");
    assertThat(req.path("Params")).isEqualTo(Json.read("{\"id\": \"r 1\"}"));
    assertThat(req.path("Query")).isEqualTo(Json.read("{\"validateOnly\": \"true\"}"));
  }

  @Test
  void aRequestWithoutParametersHasEmptyObjects() throws Exception {
    JsonNode req = req(to("/api/any"));
    assertThat(req.path("Params")).isEqualTo(Json.read("{}"));
    assertThat(req.path("Query")).isEqualTo(Json.read("{}"));
  }

  @Test
  void repeatedQueryKeysAreJoinedByCommasAndHaveNoCase() throws Exception {
    assertThat(req(to("/api/any?a=1&b=x+y%26&A=2&c")).path("Query"))
        .isEqualTo(Json.read("{\"a\": \"1,2\", \"b\": \"x y&\", \"c\": \"\"}"));
  }

  @Test
  void headersAreArrays() throws Exception {
    JsonNode headers =
        req(to("/api/any")
                .header("x-ms-thing", "one")
                .header("x-ms-thing", "two")
                .header("Accept", "a/b"))
            .path("Headers");
    assertThat(headers.path("x-ms-thing")).isEqualTo(Json.read("[\"one\", \"two\"]"));
    assertThat(headers.path("Accept")).isEqualTo(Json.read("[\"a/b\"]"));
    assertThat(headers.path("Host").path(0).textValue()).startsWith("127.0.0.1:");
  }

  @Test
  void theCallerIsAnIdentityThatIsNotAuthenticated() throws Exception {
    JsonNode identities = req(to("/api/any")).path("Identities");
    assertThat(identities).hasSize(1);
    assertThat(identities.path(0).path("IsAuthenticated").asBoolean(true)).isFalse();
    assertThat(identities.path(0).path("Claims")).isEmpty();
  }

  @Test
  void aBodyIsTheTextAsItWasSent() throws Exception {
    JsonNode req = req(to("/api/any").POST(BodyPublishers.ofString("{ \"ü\" : 1 }")));
    assertThat(req.path("Body").textValue()).isEqualTo("{ \"ü\" : 1 }");
  }

  @Test
  void anEmptyBodyIsNotThere() throws Exception {
    assertThat(req(to("/api/any").POST(BodyPublishers.noBody())).has("Body")).isFalse();
  }

  @Test
  void aChunkedRequestHasNoBody() throws Exception {
    InputStream unknownLength = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
    JsonNode req = req(to("/api/any").POST(BodyPublishers.ofInputStream(() -> unknownLength)));
    assertThat(req.path("Method").textValue()).isEqualTo("POST");
    assertThat(req.has("Body")).isFalse();
  }

  @Test
  void bytesAndFormsArriveInBase64() throws Exception {
    byte[] bytes = {0, 1, (byte) 0xff};
    String base64 = Base64.getEncoder().encodeToString(bytes);
    for (String type :
        new String[] {"application/octet-stream", "multipart/form-data; boundary=x"}) {
      JsonNode req =
          req(to("/api/any").header("Content-Type", type).POST(BodyPublishers.ofByteArray(bytes)));
      assertThat(req.path("Body").textValue()).isEqualTo(base64);
    }
  }

  @Test
  void aBodyOfSomeMegabytesArrives() throws Exception {
    String body = "x".repeat(25_000_000);
    assertThat(req(to("/api/any").POST(BodyPublishers.ofString(body))).path("Body").textValue())
        .hasSize(body.length());
    assertThat(host.invocations().getLast().succeeded()).isTrue();
  }

  @Test
  void aBodyAbove100MegabytesIsRefusedBeforeItIsRead() throws Exception {
    try (Socket socket = new Socket(host.uri().getHost(), host.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /api/any HTTP/1.1\r\nHost: x\r\nContent-Length: "
              + (HttpFront.LONGEST_BODY + 1)
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void theMetadataHasQueryHeadersParametersAndMembersOfTheBody() throws Exception {
    JsonNode metadata =
        metadata(
            to("/api/restores/r1?a=1&code=secret")
                .PUT(BodyPublishers.ofString("{\"mode\": \"disks\"}")));
    assertThat(metadata.path("id").textValue()).isEqualTo("\"r1\"");
    assertThat(metadata.path("a").textValue()).isEqualTo("\"1\"");
    assertThat(metadata.path("mode").textValue()).isEqualTo("\"disks\"");
    assertThat(metadata.at("/Query/a").textValue()).isEqualTo("1");
    assertThat(metadata.at("/Headers/Host").textValue()).startsWith("127.0.0.1");
    assertThat(metadata.has("code")).isFalse();
    assertThat(metadata.has("req")).isFalse();
  }

  // Where a request goes

  @Test
  void theMoreLiteralRouteComesFirst() throws Exception {
    app.answers("latest", FakeApp.json("{'Outputs': {'res': {'body': 'latest'}}}"));
    assertThat(send(to("/api/restores/latest")).body()).isEqualTo("latest");
  }

  @Test
  void routesHaveNoCaseAndASlashAtTheEndDoesNotMatter() throws Exception {
    app.answers("any", FakeApp.json("{'Outputs': {'res': {'body': 'here'}}}"));
    assertThat(send(to("/API/Any/")).body()).isEqualTo("here");
  }

  @Test
  void anUnknownAddressIs404() throws Exception {
    assertThat(send(to("/api/nothing")).statusCode()).isEqualTo(404);
    assertThat(send(to("/any")).statusCode()).isEqualTo(404);
  }

  @Test
  void anotherMethodIs404AsFromTheRealHost() throws Exception {
    assertThat(send(to("/api/restores/r1").DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void withoutMethodsARouteTakesAll() throws Exception {
    assertThat(
            req(to("/api/any").method("PATCH", BodyPublishers.noBody())).path("Method").textValue())
        .isEqualTo("PATCH");
  }

  // What an answer becomes

  @Test
  void statusHeadersAndBodyReachTheCaller() throws Exception {
    HttpResponse<String> response =
        answered(
            "{'Outputs': {'res': {'statusCode': 202, 'headers': {'Retry-After': 5, 'Content-Type': 'application/json'}, 'body': '{}'}}}");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(response.body()).isEqualTo("{}");
  }

  @Test
  void anAnswerWithoutOutputsIs200AndEmpty() throws Exception {
    HttpResponse<String> response = answered("{}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void outputsWithoutResAre200WithAnEmptyObject() throws Exception {
    HttpResponse<String> response = answered("{'Outputs': {}}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{}");
  }

  @Test
  void aWrongShapeIs500() throws Exception {
    for (String shape :
        new String[] {"null", "'text'", "[]", "404", "{'headers': 'none'}", "{'statusCode': {}}"}) {
      assertThat(answered("{'Outputs': {'res': " + shape + "}}").statusCode()).isEqualTo(500);
      assertThat(host.invocations().getLast().outcome().reason())
          .contains("not in expected format");
    }
  }

  @Test
  void aWrongShapeKeepsOtherOutputsFromBeingWritten() throws Exception {
    app.answers("restore", FakeApp.json("{'Outputs': {'work': 'a message', 'res': null}}"));
    assertThat(send(to("/api/restores/r1")).statusCode()).isEqualTo(500);
    assertThat(host.queues().texts(new QueueName("Q", "work"))).isEmpty();
  }

  @Test
  void anHttpFunctionMayPutMessages() throws Exception {
    QueueName work = new QueueName("Q", "work");
    app.answers(
        "restore",
        FakeApp.json("{'Outputs': {'work': ['a message'], 'res': {'statusCode': 202}}}"));
    assertThat(send(to("/api/restores/r1")).statusCode()).isEqualTo(202);
    assertThat(host.queues().texts(work)).containsExactly("a message");
    host.queues().peek(work).forEach(message -> host.queues().delete(message));
  }

  @Test
  void aFunctionThatFailsIs500() throws Exception {
    app.answers("any", "400 application/json\n{}");
    assertThat(send(to("/api/any")).statusCode()).isEqualTo(500);
  }

  @Test
  void anHttpFunctionWithoutAnHttpOutputIs204() throws Exception {
    app.answers("silent", FakeApp.json("{'Outputs': {'res': {'body': 'unheard'}}}"));
    assertThat(send(to("/api/silent")).statusCode()).isEqualTo(204);
    assertThat(host.invocations().getLast().undeclaredOutputs()).containsExactly("res");
  }

  @Test
  void aReturnBindingAnswersWithTheReturnValue() throws Exception {
    app.answers("returns", FakeApp.json("{'ReturnValue': {'status': 201, 'body': 'returned'}}"));
    HttpResponse<String> response = send(to("/api/returns"));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("returned");
  }

  @Test
  void theHostsStartPageAnswers() throws Exception {
    assertThat(send(to("/")).statusCode()).isEqualTo(200);
  }

  @Test
  void aTimerCanBeFiredAtTheAdministratorsDoor() throws Exception {
    assertThat(send(to("/admin/functions/tick").POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(202);
    assertThat(send(to("/admin/functions/none").POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(404);
  }
}
