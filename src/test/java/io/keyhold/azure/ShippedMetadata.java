package io.keyhold.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the jars of the SDK tell native-image by themselves. */
final class ShippedMetadata {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "META-INF/native-image/";
  private static final List<String> JARS =
      List.of(
          "com.azure/azure-core",
          "com.azure/azure-core-management",
          "com.azure/azure-identity",
          "com.azure/azure-security-keyvault-keys",
          "com.azure/azure-security-keyvault-secrets",
          "com.azure/azure-storage-blob",
          "com.azure.resourcemanager/azure-resourcemanager-authorization",
          "com.azure.resourcemanager/azure-resourcemanager-compute",
          "com.azure.resourcemanager/azure-resourcemanager-keyvault",
          "com.azure.resourcemanager/azure-resourcemanager-network",
          "com.azure.resourcemanager/azure-resourcemanager-resources",
          "com.azure.resourcemanager/azure-resourcemanager-resources_lock");

  private ShippedMetadata() {}

  static Set<String> types() throws IOException {
    Set<String> types = new HashSet<>();
    for (JsonNode file : files("reflect-config.json")) {
      file.forEach(entry -> types.add(entry.path("name").asText()));
    }
    return types;
  }

  static Set<String> proxies() throws IOException {
    Set<String> proxies = new HashSet<>();
    for (JsonNode file : files("proxy-config.json")) {
      file.forEach(
          entry -> {
            JsonNode interfaces = entry.isArray() ? entry : entry.path("interfaces");
            interfaces.forEach(one -> proxies.add(one.asText()));
          });
    }
    return proxies;
  }

  private static List<JsonNode> files(String name) throws IOException {
    List<JsonNode> files = new java.util.ArrayList<>();
    for (String jar : JARS) {
      URL url = ShippedMetadata.class.getClassLoader().getResource(FOLDER + jar + "/" + name);
      if (url != null) {
        try (InputStream in = url.openStream()) {
          files.add(JSON.readTree(in));
        }
      }
    }
    return files;
  }
}
