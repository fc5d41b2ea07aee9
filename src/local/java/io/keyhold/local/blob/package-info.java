/**
 * Blob storage as the local Azure answers it: block blobs in containers that only the stage makes,
 * with conditions, leases, lists and the immutability of a container. {@link
 * io.keyhold.local.blob.BlobStorage} is the door, {@link io.keyhold.local.blob.Container} sets the
 * stage. Codes and messages are those of the service's published list of errors.
 */
package io.keyhold.local.blob;
