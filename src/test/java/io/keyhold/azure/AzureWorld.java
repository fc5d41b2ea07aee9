package io.keyhold.azure;

import io.keyhold.azurite.Blobs;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Waiting;
import io.keyhold.local.azure.LocalAzure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A local Azure and adapters that reach it through its settings, as the program does. Waiting moves
 * the local Azure's clock instead of the hands of the tester's.
 */
public final class AzureWorld implements AutoCloseable {

  public static final String GROUP = "app";
  public static final String REGION = "westeurope";

  private final LocalAzure azure;
  private final AzureAdapters adapters;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final AtomicInteger names = new AtomicInteger();

  private AzureWorld(LocalAzure azure) {
    this.azure = azure;
    this.adapters = adapters(Map.of());
  }

  public static AzureWorld start() {
    return start(LocalAzure.Options.inMemory());
  }

  public static AzureWorld start(LocalAzure.Options options) {
    return new AzureWorld(LocalAzure.start(Blobs.chosen(options)));
  }

  public LocalAzure azure() {
    return azure;
  }

  public AzureAdapters adapters() {
    return adapters;
  }

  /** Adapters of their own with these settings changed, such as a shorter time-out. */
  public AzureAdapters adapters(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(azure.settings());
    settings.putAll(changes);
    return switch (AzureSettings.read(settings)) {
      case AzureSettings.Reading.Valid valid ->
          new AzureAdapters(
              valid.settings(),
              http -> new LocalCredential(settings, valid.settings().clientId()),
              waiting(),
              OwnTime.throttle(azure.clock()),
              () -> UUID.randomUUID().toString());
      case AzureSettings.Reading.Invalid invalid ->
          throw new IllegalArgumentException(invalid.mistakes().toString());
    };
  }

  public Waiting waiting() {
    return time -> {
      pauses.add(time);
      azure.clock().advance(time);
    };
  }

  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** A name that no other test of this world has. */
  public String name(String prefix) {
    return prefix + names.incrementAndGet();
  }

  public ArmId id(String type, String name) {
    return ArmId.compute(LocalAzure.SUBSCRIPTION, GROUP, type, name);
  }

  /** A subnet in the region. */
  public ArmId subnet() {
    azure.compute().group(LocalAzure.SUBSCRIPTION, "net", REGION);
    String network =
        azure.network().network(LocalAzure.SUBSCRIPTION, "net", "net", REGION, "10.1.0.0/16");
    return new ArmId(azure.network().subnet(network, "sub", "10.1.0.0/20"));
  }

  /** The identity of this client id may not do this from now on. */
  public Optional<String> clientWithout(String... actions) {
    String client = "bbbbbbbb-0000-4000-8000-%012d".formatted(names.incrementAndGet());
    azure.caller(client).deny(actions);
    return Optional.of(client);
  }

  @Override
  public void close() {
    azure.close();
  }
}
