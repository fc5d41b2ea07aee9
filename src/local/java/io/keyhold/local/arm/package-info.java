/**
 * The resource manager with Microsoft.Compute: machines, disks, snapshots, disk encryption sets,
 * their long-running operations, and the bytes of disks. {@link io.keyhold.local.arm.Arm} puts it
 * together, {@link io.keyhold.local.arm.Compute} sets the stage. Resources are JSON; there are no
 * typed models. Answers follow recordings of the real service; where none settles a point, a
 * comment says so.
 */
package io.keyhold.local.arm;
