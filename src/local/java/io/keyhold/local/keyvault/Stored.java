package io.keyhold.local.keyvault;

/**
 * A version that lies in a vault, as disks and tags name it.
 *
 * @param id the whole URL
 */
public record Stored(String id, String name, String version) {}
