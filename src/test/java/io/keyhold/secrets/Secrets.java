package io.keyhold.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Key material that is known, and where it is found. One pass over the bytes whatever the number of
 * patterns: each is looked up by its first eight bytes.
 */
final class Secrets {

  /** Anything shorter is found by chance. */
  static final int SHORTEST = 12;

  private static final int HEAD = 8;
  private static final int BITS = 16;

  private record Pattern(String form, String secret, byte[] bytes) {}

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<Long, List<Pattern>> patterns = new ConcurrentHashMap<>();

  /** Whether any pattern begins with a head of this hash; most bytes of most texts begin none. */
  private final boolean[] heads = new boolean[1 << BITS];

  /** The number of different secrets. */
  int size() {
    return known.size();
  }

  /** All of them in hexadecimal, sorted. */
  Set<String> hex() {
    return new TreeSet<>(known);
  }

  /**
   * The value of a secret, or what unwrapping gave: the text, and the bytes that it stands for
   * where it is base64 of either kind.
   */
  void learnText(String text) {
    learn(text.getBytes(StandardCharsets.UTF_8));
    for (Base64.Decoder decoder : List.of(Base64.getDecoder(), Base64.getUrlDecoder())) {
      try {
        learn(decoder.decode(text));
      } catch (IllegalArgumentException other) {
        // It stands for nothing but itself.
      }
    }
  }

  void learn(byte[] secret) {
    boolean one = secret.length == 0 || isOneByte(secret);
    if (secret.length < SHORTEST || one || !known.add(HexFormat.of().formatHex(secret))) {
      return;
    }
    String fingerprint = "a secret of " + secret.length + " bytes";
    Encodings.of(secret).forEach((form, bytes) -> add(new Pattern(form, fingerprint, bytes)));
  }

  /** A row of one byte is as good as nothing, and found in every empty disk. */
  private static boolean isOneByte(byte[] secret) {
    for (byte each : secret) {
      if (each != secret[0]) {
        return false;
      }
    }
    return true;
  }

  private void add(Pattern pattern) {
    if (pattern.bytes().length >= SHORTEST) {
      long head = head(pattern.bytes(), 0);
      patterns.computeIfAbsent(head, any -> new CopyOnWriteArrayList<>()).add(pattern);
      heads[hash(head)] = true;
    }
  }

  /** What was found, never the secret itself; empty for nothing. */
  Set<String> in(byte[] content) {
    Set<String> found = new TreeSet<>();
    if (known.isEmpty() || content.length < HEAD) {
      return found;
    }
    long head = head(content, 0);
    for (int at = 0; ; at++) {
      if (heads[hash(head)]) {
        for (Pattern pattern : patterns.getOrDefault(head, List.of())) {
          if (isAt(pattern.bytes(), content, at)) {
            found.add(pattern.secret() + " as " + pattern.form());
          }
        }
      }
      if (at + HEAD >= content.length) {
        return found;
      }
      head = head << 8 | content[at + HEAD] & 0xff;
    }
  }

  Set<String> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isAt(byte[] pattern, byte[] content, int at) {
    int end = at + pattern.length;
    return end <= content.length && Arrays.equals(pattern, 0, pattern.length, content, at, end);
  }

  private static long head(byte[] bytes, int at) {
    long head = 0;
    for (int i = at; i < at + HEAD; i++) {
      head = head << 8 | bytes[i] & 0xff;
    }
    return head;
  }

  private static int hash(long head) {
    return (int) (head * 0x9E3779B97F4A7C15L >>> 64 - BITS);
  }
}
