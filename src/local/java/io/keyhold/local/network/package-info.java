/**
 * Microsoft.Network as far as machines need it: virtual networks with their subnets, network
 * interfaces with addresses of them, and what interfaces refer to. {@link
 * io.keyhold.local.network.Network} puts it together and sets the stage. Answers follow recordings
 * of the real service; where none settles a point, a comment says so.
 */
package io.keyhold.local.network;
