/**
 * What the timers start: which machines are due, the gate for each, its snapshots, and the record
 * of all that. Start with {@link io.keyhold.backup.BackupMachine}.
 */
package io.keyhold.backup;
