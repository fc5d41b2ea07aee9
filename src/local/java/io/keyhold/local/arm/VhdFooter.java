package io.keyhold.local.arm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The 512 bytes behind the data of a fixed VHD, which is the form in which Azure gives disks out.
 */
final class VhdFooter {

  static final int LENGTH = 512;

  private static final int FIXED_DISK = 2;
  private static final int VERSION = 0x0001_0000;

  private VhdFooter() {}

  static byte[] of(long size, String uniqueId) {
    var footer = ByteBuffer.allocate(LENGTH);
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putInt(2).putInt(VERSION).putLong(-1L).putInt(0);
    footer.put("kyhd".getBytes(StandardCharsets.US_ASCII)).putInt(VERSION);
    footer.put("Wi2k".getBytes(StandardCharsets.US_ASCII));
    footer.putLong(size).putLong(size).putInt(geometry(size)).putInt(FIXED_DISK);
    int checksumAt = footer.position();
    footer.putInt(0);
    var id = UUID.fromString(uniqueId);
    footer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    int sum = 0;
    for (byte one : footer.array()) {
      sum += one & 0xff;
    }
    return footer.putInt(checksumAt, ~sum).array();
  }

  /** Cylinders, heads and sectors; disks of today are beyond what these can say. */
  private static int geometry(long size) {
    long cylinders = Math.min(size / 512 / (16 * 255), 65_535);
    return (int) (cylinders << 16) | 16 << 8 | 255;
  }
}
