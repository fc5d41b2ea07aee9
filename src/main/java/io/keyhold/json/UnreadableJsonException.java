package io.keyhold.json;

/**
 * A text is not the JSON that was expected. The message is one sentence that begins with the place:
 * {@code change.disks[3].lun: is missing}.
 */
public final class UnreadableJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableJsonException(String message) {
    super(message);
  }

  UnreadableJsonException(String place, String what) {
    super(place.isEmpty() ? what : place + ": " + what);
  }
}
