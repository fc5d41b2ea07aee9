package io.keyhold.heard;

import java.util.Map;
import java.util.TreeMap;

/** What the members of log events are, for the page about them; instants are UTC, ISO 8601. */
final class MemberWords {

  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("event", "the name of the event"),
              Map.entry("id", "its number; as stable as the name"),
              Map.entry("level", "`information`, `warning` or `error`"),
              Map.entry("at", "instant at which it happened, as the catalogue has it"),
              Map.entry("recoveryPoint", "id of the recovery point"),
              Map.entry("machine", "ARM id of the machine"),
              Map.entry("vmId", "the machine's own id, which no other machine ever has"),
              Map.entry("policy", "name of the policy"),
              Map.entry("slot", "instant that the backup belongs to"),
              Map.entry("request", "client's id of a backup that was asked for over HTTP"),
              Map.entry(
                  "requestedBy", "Entra object id of the person or program that asked for it"),
              Map.entry("run", "the tick or request that caused it"),
              Map.entry("disks", "number of disks"),
              Map.entry("sizeBytes", "size of the snapshotted disks, bytes"),
              Map.entry("copyTo", "region that the policy wants the point copied to"),
              Map.entry("region", "region of the copies"),
              Map.entry("again", "true when the copies will be tried once more"),
              Map.entry("until", "instant: the hold ends, or the deletion may begin"),
              Map.entry("because", "the rule in words"),
              Map.entry(
                  "urgent",
                  "there when a machine under Azure Disk Encryption could not get"
                      + " its key again: do not deallocate or restart this machine; add a protector"
                      + " now"),
              Map.entry("causes", "why: at most five causes, each once"),
              Map.entry("causesLeftOut", "how many more there are; absent when none"),
              Map.entry("notes", "causes that must be known and stopped nothing, at most five"),
              Map.entry("notesLeftOut", "how many more there are; absent when none"),
              Map.entry(
                  "cause",
                  "what stands behind it: group by this. The same for all machines"
                      + " behind one key or one vault"),
              Map.entry(
                  "kind",
                  "`key`, `secret`, `vault`, `diskEncryptionSet`, `elsewhere`,"
                      + " `machine`, `cloud` or `setup`"),
              Map.entry("vault", "name of the vault"),
              Map.entry(
                  "key",
                  "URL of the key object or secret without its version, or ARM id of" + " the set"),
              Map.entry("keyName", "name of the key or secret in its vault"),
              Map.entry("version", "version of the key or secret"),
              Map.entry(
                  "result",
                  "word of the verdict: `available`, `availableWithWarning`,"
                      + " `unavailable`, `lost`, `unknown`, `unverified`"),
              Map.entry("reason", "code of the problem"),
              Map.entry("subject", "what the problem is about"),
              Map.entry("detail", "one sentence"),
              Map.entry("remedy", "what to do"),
              Map.entry("recoverableUntil", "instant at which a deleted key is gone for good"),
              Map.entry(
                  "machines",
                  "at least so many machines need it: the most recovery points of"
                      + " one slot that do"),
              Map.entry("firstRecoveryPoint", "id of the recovery point that met it"),
              Map.entry("firstMachine", "ARM id of that one's machine"),
              Map.entry("since", "instant at which the trouble was first met"),
              Map.entry("seconds", "how long it lasted, seconds"),
              Map.entry("restore", "client's id of the restore"),
              Map.entry("mode", "`disks` or `machine`"),
              Map.entry("resourceGroup", "ARM id of the group in which everything is made"),
              Map.entry("selected", "number of machines that a policy selects"),
              Map.entry(
                  "notSelected",
                  "number of machines of the same subscriptions that none" + " selects"),
              Map.entry("sent", "number of backups that this tick asked for"),
              Map.entry(
                  "unreadableSubscriptions",
                  "number of subscriptions that could not be read;"
                      + " their machines are in none of the numbers"),
              Map.entry(
                  "oldestSuccess",
                  "slot of the last success that is the longest ago, of all"
                      + " selected machines that have one"),
              Map.entry("oldestMachine", "ARM id of that one's machine"),
              Map.entry(
                  "withoutSuccess",
                  "number of selected machines of which no success is" + " known"),
              Map.entry("withoutSuccessExamples", "ARM ids of some of them, at most five"),
              Map.entry(
                  "troubledKeys",
                  "number of keys, sets and vaults that are not available,"
                      + " as far as backups of the last two days met them")));

  private MemberWords() {}
}
