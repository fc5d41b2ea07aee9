package io.keyhold.campaign;

import io.keyhold.local.arm.Compute;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a local Azure held at a moment, and the moment. Made network interfaces just go. */
record Saved(Instant at, Map<String, Map<String, byte[]>> blobs, Compute.Kept resources) {

  private static final List<String> CONTAINERS = List.of("points", "work");

  static Saved of(LocalAzure azure) {
    Map<String, Map<String, byte[]>> blobs = new HashMap<>();
    CONTAINERS.forEach(name -> blobs.put(name, contents(container(azure, name))));
    return new Saved(azure.clock().instant(), blobs, azure.compute().kept());
  }

  private static Container container(LocalAzure azure, String name) {
    return azure.blobs().container(LocalAzure.ACCOUNT, name);
  }

  private static Map<String, byte[]> contents(Container container) {
    Map<String, byte[]> all = new HashMap<>();
    container.list("").forEach(name -> all.put(name, container.read(name).orElseThrow()));
    return all;
  }

  /** Everything as it was, no lease held, and nothing in the log. */
  void restore(LocalAzure azure) {
    azure.faults().clear();
    azure.clock().set(at);
    Remains.made(azure).stream()
        .filter(id -> id.contains("/networkInterfaces/"))
        .forEach(azure.network()::remove);
    azure.compute().putBack(resources);
    blobs.forEach((name, kept) -> restore(container(azure, name), kept));
    azure.requests().clear();
  }

  private static void restore(Container container, Map<String, byte[]> kept) {
    container.list("").stream().filter(name -> !kept.containsKey(name)).forEach(container::delete);
    kept.forEach(container::put);
  }
}
