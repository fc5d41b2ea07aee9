package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.DataAccess;
import io.keyhold.domain.DataAccess.Answer;
import io.keyhold.domain.DataRight;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link DataAccess} does. */
public abstract class DataAccessContract {

  private static final URI CONTAINER =
      URI.create("https://keyholdstate.blob.core.windows.net/work");

  protected abstract DataAccess access();

  /** The same view of somebody who may do everything but this. */
  protected abstract DataAccess without(DataRight right);

  /** A vault whose roles decide, or its access policies; a caller may do all that is not denied. */
  protected abstract String givenVault(boolean accessPolicies);

  @ParameterizedTest
  @EnumSource
  void whoHasARightIsAllowed(DataRight right) {
    assertThat(ask(access(), right, false)).isEqualTo(new Answer.Allowed());
  }

  @ParameterizedTest
  @EnumSource
  void whoLacksItIsDenied(DataRight right) {
    assertThat(ask(without(right), right, false)).isEqualTo(new Answer.Denied(false));
  }

  @ParameterizedTest
  @EnumSource
  void anAccessPolicyIsToldFromARole(DataRight right) {
    assertThat(ask(access(), right, true)).isEqualTo(new Answer.Allowed());
    assertThat(ask(without(right), right, true)).isEqualTo(new Answer.Denied(right.ofVault()));
  }

  private Answer ask(DataAccess access, DataRight right, boolean accessPolicies) {
    return right.ofVault()
        ? access.vault(givenVault(accessPolicies), right)
        : access.container(CONTAINER, right);
  }
}
