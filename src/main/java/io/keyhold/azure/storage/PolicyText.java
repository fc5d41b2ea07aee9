package io.keyhold.azure.storage;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What every source of the policy document has in common. */
final class PolicyText {

  static final int LONGEST = 1 << 20;

  private PolicyText() {}

  static String of(byte[] bytes, String place) {
    if (bytes.length > LONGEST) {
      throw unreadable(place, "the document is larger than 1 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw unreadable(place, "the document is not UTF-8");
    }
  }

  static CloudFailure unreadable(String place, String why) {
    return new CloudFailure(new Problem(Code.POLICIES_UNREADABLE, place, place + ": " + why));
  }
}
