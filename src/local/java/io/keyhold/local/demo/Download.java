package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import io.keyhold.local.fleet.SampleDisks;
import io.keyhold.local.functions.Pause;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Downloads a restored disk as its owner does: its network rules are opened, its bytes read by the
 * address that Azure hands out, and both taken back.
 */
final class Download {
  private static final String VERSION = "?api-version=2024-03-02";
  private static final String ALL = "bytes=0-" + (SampleDisks.SIZE - 1);
  private static final Pattern RANGE =
      Pattern.compile("<PageRange><Start>(\\d+)</Start><End>(\\d+)</End></PageRange>");
  private static final int LOOKS = 300;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final LocalAzure azure;
  private final Wire wire;

  Download(LocalAzure azure) {
    this.azure = azure;
    this.wire = new Wire(azure);
  }

  /** Writes what the sample disks have of bytes; behind that a disk is empty. */
  Path to(Path file, String disk) {
    network(disk, "AllowAll", "Enabled");
    ObjectNode grant = object().put("access", "Read").put("durationInSeconds", 600);
    String address =
        done(wire.arm("POST", disk + "/beginGetAccess" + VERSION, grant.toString()))
            .path("accessSAS")
            .asText();
    read(address, file);
    done(wire.arm("POST", disk + "/endGetAccess" + VERSION, ""));
    network(disk, "DenyAll", "Disabled");
    return file;
  }

  private void network(String disk, String policy, String everybody) {
    ObjectNode body = object();
    body.putObject("properties")
        .put("networkAccessPolicy", policy)
        .put("publicNetworkAccess", everybody);
    done(wire.arm("PATCH", disk + VERSION, body.toString()));
  }

  /** Reads the pages that hold something; the rest of the file is a hole. */
  private void read(String address, Path file) {
    HttpResponse<String> pages =
        wire.send(Wire.request(address + "&comp=pagelist").header("Range", ALL).build());
    DemoFailure.unless(
        pages.statusCode() == 200, "The pages of the disk are not told: " + pages.body());
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.WRITE);
        HttpClient client = Wire.builder(azure).build()) {
      channel.write(ByteBuffer.allocate(1), SampleDisks.SIZE - 1);
      for (MatchResult range : RANGE.matcher(pages.body()).results().toList()) {
        HttpRequest request =
            Wire.request(address)
                .header("Range", "bytes=" + range.group(1) + "-" + range.group(2))
                .build();
        HttpResponse<byte[]> part = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        DemoFailure.unless(
            part.statusCode() == 206, "The disk was not handed out: " + part.statusCode());
        channel.write(ByteBuffer.wrap(part.body()), Long.parseLong(range.group(1)));
      }
    } catch (IOException failed) {
      throw new DemoFailure("The disk could not be downloaded: " + failed.getMessage(), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Stopped", stop);
    }
  }

  /** Follows an operation to its end, and gives what came of it. */
  private JsonNode done(HttpResponse<String> begun) {
    HttpResponse<String> answer = begun;
    String location = begun.headers().firstValue("Location").orElse("");
    for (int look = 0; answer.statusCode() == 202 && look < LOOKS; look++) {
      pause();
      answer = wire.get(location);
    }
    DemoFailure.unless(
        answer.statusCode() == 200 || answer.statusCode() == 204,
        "%s was answered with %d: %s"
            .formatted(begun.request().uri().getPath(), answer.statusCode(), answer.body()));
    return answer.body().isEmpty() ? object() : Wire.json(answer);
  }

  private static void pause() {
    try {
      Pause.real().waitFor(BETWEEN_LOOKS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Stopped", stop);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
