package io.keyhold.local.blob;

/** What callers may do in all containers, besides what is denied here. Asked at every call. */
@FunctionalInterface
public interface BlobRights {

  /**
   * @param action a data action, such as
   *     "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"
   * @param container empty for a list of containers
   */
  boolean may(String clientId, String action, String account, String container);
}
