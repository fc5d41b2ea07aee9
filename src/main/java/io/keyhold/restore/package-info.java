/**
 * What HTTP starts: looking at machines and recovery points, and restoring disks from them. A
 * restore never decrypts. Start with {@link io.keyhold.restore.RestoreDesk} and {@link
 * io.keyhold.restore.RestoreRunner}.
 */
package io.keyhold.restore;
