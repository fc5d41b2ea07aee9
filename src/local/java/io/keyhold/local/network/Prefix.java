package io.keyhold.local.network;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A range of IPv4 addresses in CIDR notation.
 *
 * @param first the lowest address as a number
 * @param bits how many leading bits are fixed, 8 to 29
 */
record Prefix(long first, int bits) {

  /** Azure keeps the first four addresses of a subnet, and the last one. */
  private static final int RESERVED_AT_START = 4;

  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  static Prefix of(String cidr) {
    var parts = cidr.split("/");
    int bits = Integer.parseInt(parts[1]);
    long size = 1L << (32 - bits);
    return new Prefix(number(parts[0]).orElseThrow() / size * size, bits);
  }

  /** Empty where the text is no address. */
  static Optional<Long> number(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    long result = 0;
    for (var part : address.split("\\.")) {
      result = result * 256 + Math.min(Integer.parseInt(part), 255);
    }
    return Optional.of(result);
  }

  static String text(long address) {
    return IntStream.of(24, 16, 8, 0)
        .mapToObj(shift -> Long.toString(address >> shift & 255))
        .collect(Collectors.joining("."));
  }

  boolean holds(long address) {
    return address >= first && address < end();
  }

  boolean reserved(long address) {
    return address < first + RESERVED_AT_START || address == end() - 1;
  }

  /** The addresses that may be given out, in order. */
  LongStream usable() {
    return LongStream.range(first + RESERVED_AT_START, end() - 1);
  }

  private long end() {
    return first + (1L << (32 - bits));
  }

  @Override
  public String toString() {
    return text(first) + "/" + bits;
  }
}
