package io.keyhold.local.network;

/** A subnet as interfaces see it. */
record Subnet(NetworkId id, String location, Prefix prefix) {}
