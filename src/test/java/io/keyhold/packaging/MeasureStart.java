package io.keyhold.packaging;

import io.keyhold.e2e.PlainHost;
import io.keyhold.e2e.TestStage;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.keyvault.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./keyhold measure start}: how fast the backup app starts and how small it stays, as
 * medians of ten starts (or as many as are named) of each package in turn, beside the plain
 * fast-jar with the JDK's default flags. The verdict is that of a machine whose wrapping key is
 * disabled, so that it ends the run: a timer's tick, one message, and the point is recorded as
 * refused.
 */
public final class MeasureStart {

  private static final int ROUNDS = 10;
  private static final Path APP = Path.of("target", "function-apps", "backup");
  private static final Path NATIVE = Path.of("target", "function-apps-native", "backup");
  private static final Path FAST_JAR = Path.of("target", "quarkus-app");

  /** The kernel counts a process's time in hundredths of a second. */
  private static final long TICK_MILLIS = 10;

  private record Package(Path app, List<String> command, Path files, Optional<Path> zip) {}

  /** Milliseconds from the start of the process, milliseconds of processor time, and MiB. */
  private record Start(
      long answer,
      long answerCpu,
      long answerRss,
      long verdict,
      long verdictCpu,
      long verdictRss) {}

  private MeasureStart() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    Map<String, Package> packages = packages();
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    packages.keySet().forEach(name -> starts.put(name, new ArrayList<>()));
    try (TestStage stage = new TestStage()) {
      Stored kek = stage.vault.keys().generate("kek", 2048);
      Stored bek = stage.wrappedBek("bek", TestStage.ascii("A".repeat(172)), kek);
      stage.vault.keys().disable(kek.name(), kek.version());
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Package> entry : packages.entrySet()) {
          String machine =
              stage.machine(
                  "m-" + round + "-" + starts.get(entry.getKey()).size() + entry.getKey().length(),
                  plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek))));
          starts.get(entry.getKey()).add(start(entry.getValue(), stage.azure.settings()));
          stage.azure.compute().remove(machine);
        }
      }
    }
    print(packages, starts, rounds);
  }

  private static Map<String, Package> packages() {
    Map<String, Package> packages = new LinkedHashMap<>();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = FAST_JAR.resolve("quarkus-run.jar").toAbsolutePath().toString();
    packages.put(
        "fast-jar, default flags",
        new Package(APP, List.of(java, "-jar", jar), FAST_JAR, Optional.empty()));
    packages.put("JVM package", packaged(APP, "backup.zip"));
    if (Files.exists(NATIVE)) {
      packages.put("native package", packaged(NATIVE, "backup-native.zip"));
    }
    return packages;
  }

  private static Package packaged(Path app, String zip) {
    return new Package(
        app,
        List.of(app.resolve("handler").toAbsolutePath().toString()),
        app,
        Optional.of(APP.resolveSibling(zip)));
  }

  private static Start start(Package started, Map<String, String> settings) throws IOException {
    long begin = System.nanoTime();
    try (PlainHost host = PlainHost.of(started.app(), started.command(), settings)) {
      final long answer = millisSince(begin);
      final long answerCpu = processorMillis(host.pid());
      final long answerRss = residentMib(host.pid());
      List<String> messages = host.timer("backup-tick").messages("machines");
      if (messages.size() != 1
          || host.message("backup-machine", messages.getFirst(), 1).status() != 200) {
        throw new IllegalStateException("no verdict: " + messages);
      }
      return new Start(
          answer,
          answerCpu,
          answerRss,
          millisSince(begin),
          processorMillis(host.pid()),
          residentMib(host.pid()));
    }
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static long processorMillis(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The name of the program, in brackets, may hold spaces; user and system time are fields 14 and
    // 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
  }

  private static long residentMib(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      String line = lines.filter(found -> found.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    }
  }

  private static void print(
      Map<String, Package> packages, Map<String, List<Start>> starts, int rounds)
      throws IOException {
    System.out.printf(
        "%s, %d processors (%s), load %s, Java %s; medians of %d, interleaved%n%n",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        processor(),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
        Runtime.version(),
        rounds);
    System.out.println(
        "| | first answer, ms (CPU) | RSS, MiB | first gate verdict, ms (CPU) | RSS, MiB |"
            + " unpacked, MB | zip, MB |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Map.Entry<String, Package> entry : packages.entrySet()) {
      List<Start> measured = starts.get(entry.getKey());
      System.out.printf(
          "| %s | %d (%d) | %d | %d (%d) | %d | %d | %s |%n",
          entry.getKey(),
          median(measured.stream().map(Start::answer)),
          median(measured.stream().map(Start::answerCpu)),
          median(measured.stream().map(Start::answerRss)),
          median(measured.stream().map(Start::verdict)),
          median(measured.stream().map(Start::verdictCpu)),
          median(measured.stream().map(Start::verdictRss)),
          megabytes(entry.getValue().files()),
          entry.getValue().zip().isPresent()
              ? Long.toString(megabytes(entry.getValue().zip().get()))
              : "");
    }
  }

  private static long median(Stream<Long> values) {
    List<Long> sorted = values.sorted().toList();
    int half = sorted.size() / 2;
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(half)) / 2;
  }

  private static long megabytes(Path files) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      long bytes = 0;
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return Math.round(bytes / 1e6);
    }
  }

  private static String processor() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 2))
          .orElse("unnamed");
    }
  }
}
