/** Machines, disks, snapshots and disk encryption sets, over Azure's resource manager. */
package io.keyhold.azure.compute;
