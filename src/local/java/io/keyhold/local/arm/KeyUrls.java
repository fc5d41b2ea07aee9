package io.keyhold.local.arm;

import java.util.Optional;

/** URLs of keys and secrets, which are given back as written and compared without their port. */
final class KeyUrls {

  private KeyUrls() {}

  static String withoutPort(String url) {
    return url.replaceFirst("^(https://[^/:]+):443/", "$1/");
  }

  static boolean same(Optional<String> one, Optional<String> other) {
    return one.map(KeyUrls::withoutPort).equals(other.map(KeyUrls::withoutPort));
  }
}
