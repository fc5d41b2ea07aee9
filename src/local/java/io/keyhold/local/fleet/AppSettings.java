package io.keyhold.local.fleet;

import io.keyhold.local.azure.LocalAzure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of the function apps: what the local Azure tells, the app's identity, and what only
 * the host reads.
 */
public final class AppSettings {
  private static final String QUEUES = "KEYHOLD_QUEUES__";

  private AppSettings() {}

  /** The unpacked apps in a folder, in the order of their names. */
  public static List<Path> apps(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> Files.exists(child.resolve("host.json"))).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Ticks and copies come every minute, restores are looked after every quarter of one, and every
   * five minutes come the sweep and expiry.
   */
  public static Map<String, String> of(LocalAzure azure, Path app) {
    String identity = SampleIdentities.of(app.getFileName().toString());
    Map<String, String> settings = new HashMap<>(azure.settings());
    settings.put("AZURE_CLIENT_ID", identity);
    settings.put("KEYHOLD_APP", app.getFileName().toString());
    settings.put("FUNCTIONS_WORKER_RUNTIME", "custom");
    settings.put("BACKUP_SCHEDULE", "0 * * * * *");
    settings.put("COPY_SCHEDULE", "30 * * * * *");
    settings.put("RESTORE_SCHEDULE", "*/15 * * * * *");
    settings.put("SWEEP_SCHEDULE", "0 */5 * * * *");
    settings.put("EXPIRE_SCHEDULE", "30 */5 * * * *");
    settings.put(QUEUES + "queueServiceUri", "https://keyholdhost.queue.core.windows.net");
    settings.put(QUEUES + "credential", "managedidentity");
    settings.put(QUEUES + "clientId", identity);
    return settings;
  }
}
