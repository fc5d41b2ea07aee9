package io.keyhold.functions.worker;

/** The queues, and the setting that says where they are. */
final class Queue {

  static final String CONNECTION = "KEYHOLD_QUEUES";
  static final String BACKUP = "keyhold-backup";
  static final String RESTORE = "keyhold-restore";

  private Queue() {}
}
