package io.keyhold.access;

import java.net.URI;
import java.util.Optional;

/**
 * What the settings say about this process.
 *
 * @param app which app it is; empty for one that has the functions of all
 * @param clientId of its user-assigned identity
 * @param catalogue the storage account's blob endpoint
 * @param policies the policy document, where it is a blob
 */
public record Installation(
    Optional<String> app, Optional<String> clientId, URI catalogue, Optional<URI> policies) {

  /** The container of this name in the account of the catalogue. */
  URI container(String name) {
    return URI.create(catalogue.toString().replaceAll("/+$", "") + "/" + name);
  }

  /** The container in which the policy document is. */
  Optional<URI> policyContainer() {
    return policies.map(
        blob -> {
          String path = blob.getPath();
          return blob.resolve(path.substring(0, path.indexOf('/', 1)));
        });
  }
}
