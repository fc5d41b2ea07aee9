package io.keyhold.azure.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudFailuresTest {

  private static Problem problem(int status, String code, String message) {
    return CloudFailures.problem(
        new Trouble.Answered(status, code, Optional.empty(), message), "subject");
  }

  @ParameterizedTest
  @CsvSource({
    "400,InvalidParameter,CLOUD_REFUSED",
    "401,Unauthorized,CLOUD_DENIED",
    "403,AuthorizationFailed,CLOUD_DENIED",
    "404,ContainerNotFound,CLOUD_REFUSED",
    "408,,CLOUD_TIMEOUT",
    "409,Conflict,CLOUD_CONFLICT",
    "409,ScopeLocked,SCOPE_LOCKED",
    "409,OperationNotAllowed,CLOUD_REFUSED",
    "412,ConditionNotMet,CLOUD_CONFLICT",
    "429,TooManyRequests,CLOUD_THROTTLED",
    "500,,CLOUD_ERROR",
    "503,ServerBusy,CLOUD_ERROR"
  })
  void everyStatusHasItsCode(int status, String code, Code expected) {
    Problem problem = problem(status, code == null ? "" : code, "");
    assertThat(problem.code()).isEqualTo(expected);
    assertThat(problem.subject()).isEqualTo("subject");
  }

  @Test
  void whatIsNoAnswerHasACodeToo() {
    assertThat(CloudFailures.problem(new Trouble.TimedOut(), "s").code())
        .isEqualTo(Code.CLOUD_TIMEOUT);
    assertThat(CloudFailures.problem(new Trouble.Unreachable(true, "away"), "s").code())
        .isEqualTo(Code.CLOUD_UNREACHABLE);
    assertThat(CloudFailures.problem(new Trouble.NoToken("none"), "s").code())
        .isEqualTo(Code.CLOUD_DENIED);
    assertThat(CloudFailures.problem(new Trouble.NotUnderstood("odd"), "s").code())
        .isEqualTo(Code.CLOUD_ERROR);
  }

  @Test
  void aMissingRightIsNamedWithItsScope() {
    Problem problem =
        problem(
            403,
            "AuthorizationFailed",
            "The client 'c' with object id 'o' does not have authorization to perform action"
                + " 'Microsoft.Compute/snapshots/write' over scope '/subscriptions/s' or the scope"
                + " is invalid.");
    assertThat(problem.detail())
        .isEqualTo("Microsoft.Compute/snapshots/write is missing on /subscriptions/s");
  }

  @Test
  void aMissingLinkedRightIsTheOneThatIsNamed() {
    Problem problem =
        problem(
            403,
            "LinkedAuthorizationFailed",
            "The client 'c' with object id 'o' has permission to perform action"
                + " 'Microsoft.Compute/disks/write' on scope '/disk'; however, it does not have"
                + " permission to perform action(s) 'Microsoft.Compute/diskEncryptionSets/read' on"
                + " the linked scope(s) '/set' (respectively) or the linked scope(s) are invalid.");
    assertThat(problem.detail())
        .isEqualTo("Microsoft.Compute/diskEncryptionSets/read is missing on /set");
  }
}
