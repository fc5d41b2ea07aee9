package io.keyhold.domain;

/** Disk encryption sets. Whatever Azure says or fails to say is a reading, never an exception. */
public interface EncryptionSets {
  SetReading read(ArmId set);
}
