package io.keyhold.fidelity;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import io.keyhold.local.keyvault.VaultSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Plays a recorded session, call by call, against a local Azure of its own. */
final class Sessions {

  private static final Duration TAKES = Duration.ofSeconds(20);
  private static final Pattern HOST = Pattern.compile("https://([^/]+)/.*");

  private final LocalAzure azure;
  private final Wire wire;
  private final Words words = new Words();
  private final SessionBody bodies = new SessionBody();

  private Sessions(LocalAzure azure) {
    this.azure = azure;
    this.wire = new Wire(azure);
    azure.clock().stop();
  }

  static List<Verdict> played(Session session) {
    try (var azure =
        LocalAzure.start(
            LocalAzure.Options.inMemory().arm(arm -> arm.withOperations(TAKES, TAKES)))) {
      var player = new Sessions(azure);
      player.makeVaults(session);
      VaultPast.of(session).forEach(player::beforehand);
      var verdicts = new ArrayList<Verdict>();
      session.calls().forEach(call -> verdicts.add(Verdict.ofSession(call, player.played(call))));
      return verdicts;
    }
  }

  private void makeVaults(Session session) {
    session.calls().stream()
        .map(Recorded::path)
        .filter(path -> path.contains(".vault.azure.net/"))
        .map(path -> path.replaceFirst("https://([^.]+)\\..*", "$1"))
        .distinct()
        .forEach(
            name ->
                azure.vaults().create(VaultSettings.of(name).in("westus").withAccessPolicies()));
  }

  /** Makes what a session found when it began. */
  private void beforehand(VaultPast.Made made) {
    var answer = wire.send(authorized(made.method(), made.url(), made.body().toString()));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(made + ": " + answer.body());
    }
  }

  private HttpRequest authorized(String method, String url, String body) {
    return Wire.request(url)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + Wire.token(azure, "https://vault.azure.net", ""))
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private Map<String, String> played(Recorded call) {
    if (comesLater(call)) {
      azure.clock().advance(TAKES);
    }
    stage(call);
    try {
      var answer = Answer.of(sent(call));
      var differences = Comparison.of(call, answer);
      if (answer.status() == call.status()) {
        words.learn(call, answer);
        bodies.learn(call, answer);
      }
      return differences;
    } catch (RuntimeException e) {
      return Map.of("cannot be brought about", e.toString());
    }
  }

  /** Makes what a session makes by calls that nobody here sends, for what stands on it. */
  private void stage(Recorded call) {
    var id = call.body().path("id").asText();
    if (!call.method().equals("PUT") || call.status() != 201) {
      return;
    }
    if (call.path().contains("/Microsoft.Network/virtualNetworks/")) {
      var parts = id.split("/");
      var location = call.body().path("location").asText();
      var prefix = call.body().at("/properties/addressSpace/addressPrefixes/0").asText();
      var network = azure.network().network(parts[2], parts[4], parts[8], location, prefix);
      for (var subnet : call.body().at("/properties/subnets")) {
        azure
            .network()
            .subnet(
                network,
                subnet.path("name").asText(),
                subnet.at("/properties/addressPrefix").asText());
      }
    } else if (call.path().contains("/Microsoft.Network/publicIPAddresses/")) {
      azure.network().other(id, call.body().path("location").asText());
    }
  }

  /** Whether time must have passed: an operation has ended, a deletion has arrived. */
  private static boolean comesLater(Recorded call) {
    boolean ended = !call.body().path("status").asText("InProgress").equals("InProgress");
    boolean deleted = call.path().contains("/deleted") && call.status() < 300;
    boolean restored = call.path().endsWith("/restore");
    boolean gone = call.path().contains("/operationresults/") && call.status() == 200;
    return ended || deleted || restored || gone;
  }

  private HttpResponse<String> sent(Recorded call) {
    var url = words.ours(call.path() + "?" + call.query()).replace("$skiptoken", "%24skiptoken");
    var body = bodies.of(call);
    var host = HOST.matcher(url);
    boolean vault = host.matches() && host.group(1).endsWith(".vault.azure.net");
    if (!vault) {
      return wire.arm(call.method(), url, body);
    }
    return wire.send(
        call.status() == 401
            ? Wire.request(url)
                .method(call.method(), HttpRequest.BodyPublishers.ofString(body))
                .build()
            : authorized(call.method(), url, body));
  }
}
