package io.keyhold.azurite;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureWorld;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.BlobStorage;
import java.util.List;
import java.util.Map;

/** Adapters that talk to Azurite itself: the relay leads the account's name to its TLS server. */
final class Direct implements AutoCloseable {

  private final AzureWorld world;
  private final AzureAdapters adapters;

  Direct() {
    AzuriteAccount account = AzuriteAccount.create();
    world = AzureWorld.start(LocalAzure.Options.inMemory().blobs(account));
    world.azure().lead(BlobStorage.HOST_SUFFIX, Azurite.running().port());
    adapters =
        world.adapters(
            Map.of("KEYHOLD_CATALOGUE", "https://" + account.name() + BlobStorage.HOST_SUFFIX));
  }

  AzureWorld world() {
    return world;
  }

  AzureAdapters adapters() {
    return adapters;
  }

  /** What the local Azure saw of it, which is nothing. */
  List<String> requestsForBlobs() {
    return world
        .azure()
        .requests()
        .matching(call -> call.host().endsWith(BlobStorage.HOST_SUFFIX))
        .stream()
        .map(call -> call.method() + " " + call.path())
        .toList();
  }

  @Override
  public void close() {
    world.close();
  }
}
