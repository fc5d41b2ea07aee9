package io.keyhold.azure.http;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong with the resource manager or the blobs, as the domain knows it. */
public final class CloudFailures {

  /** Of AuthorizationFailed and of LinkedAuthorizationFailed (exchanges, errors-documented). */
  private static final Pattern DENIED =
      Pattern.compile(
          "not have (?:authorization|permission) to perform action(?:\\(s\\))? '([^']+)'"
              + ".*?(?:over scope|linked scope\\(s\\)|scope) '([^']+)'",
          Pattern.CASE_INSENSITIVE);

  private CloudFailures() {}

  /** Does the call, and says about {@code subject} what went wrong. */
  public static <T> T calling(String subject, Supplier<T> call) {
    try {
      return call.get();
    } catch (CloudFailure known) {
      throw known;
    } catch (RuntimeException failure) {
      throw of(Troubles.of(failure), subject);
    }
  }

  public static CloudFailure of(Trouble trouble, String subject) {
    return new CloudFailure(problem(trouble, subject));
  }

  public static Problem problem(Trouble trouble, String subject) {
    return switch (trouble) {
      case Trouble.Answered answer -> answered(answer, subject);
      case Trouble.TimedOut late ->
          new Problem(Code.CLOUD_TIMEOUT, subject, "no answer within the time-out");
      case Trouble.Unreachable away -> new Problem(Code.CLOUD_UNREACHABLE, subject, away.detail());
      case Trouble.NoToken none ->
          new Problem(
              Code.CLOUD_DENIED, subject, "the managed identity gives no token: " + none.detail());
      case Trouble.NotUnderstood odd -> new Problem(Code.CLOUD_ERROR, subject, odd.detail());
    };
  }

  private static Problem answered(Trouble.Answered answer, String subject) {
    int status = answer.status();
    if (status == 401 || status == 403) {
      return new Problem(Code.CLOUD_DENIED, subject, denied(answer));
    }
    return new Problem(code(answer), subject, answer.shown());
  }

  /** A 409 is somebody else's faster change, except a rule (OperationNotAllowed) and a lock. */
  private static Code code(Trouble.Answered answer) {
    if (answer.says("ScopeLocked")) {
      return Code.SCOPE_LOCKED;
    }
    return answer.says("OperationNotAllowed") ? Code.CLOUD_REFUSED : code(answer.status());
  }

  private static Code code(int status) {
    return switch (status) {
      case 408 -> Code.CLOUD_TIMEOUT;
      case 409, 412 -> Code.CLOUD_CONFLICT;
      case 429 -> Code.CLOUD_THROTTLED;
      default -> status >= 500 ? Code.CLOUD_ERROR : Code.CLOUD_REFUSED;
    };
  }

  private static String denied(Trouble.Answered answer) {
    Matcher named = DENIED.matcher(answer.message());
    return named.find() ? named.group(1) + " is missing on " + named.group(2) : answer.shown();
  }
}
