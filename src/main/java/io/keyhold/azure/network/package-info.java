/** Network interfaces and subnets, over the resource manager. */
package io.keyhold.azure.network;
