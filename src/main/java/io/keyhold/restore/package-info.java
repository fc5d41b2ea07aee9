/**
 * What HTTP starts: looking at machines and recovery points, and restoring disks or whole machines
 * from them. A restore never decrypts. Start with {@link io.keyhold.restore.RestoreDesk}, {@link
 * io.keyhold.restore.Preflight} and its checks, and {@link io.keyhold.restore.RestoreRunner}.
 */
package io.keyhold.restore;
