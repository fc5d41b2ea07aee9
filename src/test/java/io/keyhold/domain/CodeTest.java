package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {

  /**
   * The public codes. A new one is added here; one that is here is never renamed and never removed,
   * for it stands in events that live for seven years and in the scripts of others.
   */
  private static final List<String> FROZEN =
      List.of(
          "KeyDisabled",
          "SecretDisabled",
          "KeyDeleted",
          "SecretDeleted",
          "VaultDeleted",
          "UnwrapNotPermitted",
          "UnwrapFailed",
          "DiskEncryptionSetMissing",
          "DiskEncryptionSetWithoutIdentity",
          "DiskEncryptionSetRotationError",
          "DiskEncryptionSetWithoutKey",
          "KeyLost",
          "SecretLost",
          "KeyExpired",
          "KeyNotYetValid",
          "KeyNearExpiry",
          "KeyNotPurgeProtected",
          "CustomerKeyExpired",
          "CustomerKeyNotYetValid",
          "VaultAccessDenied",
          "VaultTokenRefused",
          "VaultFirewall",
          "VaultThrottled",
          "VaultTimeout",
          "VaultUnreachable",
          "VaultError",
          "DiskEncryptionSetUnreadable",
          "KeyKeptElsewhere",
          "VaultOfSetRefuses",
          "CloudLinkUnverified",
          "TagNamesNoSecret",
          "VaultNotAllowed",
          "KeyReferenceUnreadable",
          "KeysChanged",
          "DiskNotSupported",
          "DiskConfidential",
          "DiskShared",
          "DiskEphemeral",
          "EncryptionUnderWay",
          "NoDisks",
          "MachineGone",
          "DiskGone",
          "NothingDeclared",
          "EncryptionVanished",
          "SchemesMixed",
          "ContentMixed",
          "AdeNamesNoKey",
          "DiskExcluded",
          "EncryptionAtHost",
          "GuestNotAsked",
          "NoLongerSelected",
          "NotLookedAt",
          "MachineModelMissing",
          "CloudThrottled",
          "CloudTimeout",
          "CloudUnreachable",
          "CloudError",
          "CloudDenied",
          "CloudRefused",
          "CloudConflict",
          "SlotAbandoned",
          "SnapshotNotOurs",
          "CopyNameTaken",
          "CopyFailed",
          "CopySourceGone",
          "CopyNotStarted",
          "CopyOvertaken",
          "CopyUnderPlatformKey",
          "CopyUnderOtherKey",
          "ScopeLocked",
          "RightNotAsked",
          "ExpiryStopped",
          "MalformedRequest",
          "MalformedId",
          "BodyRequired",
          "BodyTooLarge",
          "InvalidMember",
          "MethodNotAllowed",
          "NotFound",
          "IdInUse",
          "NotRestorable",
          "NoSuchDisk",
          "NameTaken",
          "NoCopyInRegion",
          "ModeNotAvailable",
          "RestoreFinished",
          "NoPolicy",
          "SnapshotGone",
          "RestoreFailed",
          "TargetGroupMissing",
          "TargetReadOnly",
          "TargetDeleteLocked",
          "ActionMissing",
          "QuotaExceeded",
          "SizeNotAvailable",
          "SizeDoesNotFit",
          "ZoneNotAvailable",
          "SubnetMissing",
          "SubnetDoesNotFit",
          "DiskEncryptionSetElsewhere",
          "VaultElsewhere",
          "VaultNotForDisks",
          "MachineNotRecorded",
          "NoOsDisk",
          "TokenMissing",
          "TokenMalformed",
          "TokenUnsigned",
          "TokenSignatureInvalid",
          "TokenForeignTenant",
          "TokenWrongAudience",
          "TokenExpired",
          "TokenNotYetValid",
          "RoleMissing",
          "SignInKeysUnreachable",
          "SignInNotSetUp",
          "PoliciesInvalid",
          "PoliciesUnreadable",
          "SettingsInvalid",
          "CopyNeedsEncryptionSet",
          "CopyTargetWrong",
          "InternalError",
          "ChainBroken",
          "CodeOfLaterRelease");

  @Test
  void theCodesAreTheFrozenOnes() {
    assertThat(Arrays.stream(Code.values()).map(Code::text))
        .containsExactlyInAnyOrderElementsOf(FROZEN);
  }

  @Test
  void everyCodeIsFoundByItsTextAndOnlyOnce() {
    assertThat(Arrays.stream(Code.values()).map(Code::text)).doesNotHaveDuplicates();
    for (Code code : Code.values()) {
      assertThat(Code.of(code.text())).contains(code);
    }
    assertThat(Code.of("keydisabled")).isEmpty();
    assertThat(Code.of("")).isEmpty();
  }

  @Test
  void everyCodeHasATitleAndARemedyForAPerson() {
    for (Code code : Code.values()) {
      assertThat(code.text()).matches("[A-Z][A-Za-z]{3,39}");
      assertThat(code.title()).matches("[A-Z].*[^. ]");
      assertThat(code.remedy()).matches("[A-Z].*[^. ]");
      assertThat(code.remedy().replaceAll("\\{(subject|vault|name)}", ""))
          .doesNotContain("{")
          .doesNotContain("}");
    }
  }

  @Test
  void aRetryHelpsWhereNothingWasFoundOut() {
    for (Code code : Code.values()) {
      switch (code.group()) {
        case UNKNOWN -> assertThat(code.retryHelps()).as(code.text()).isTrue();
        case KEY, WARNING, UNVERIFIED, REMARK, REQUEST ->
            assertThat(code.retryHelps()).as(code.text()).isFalse();
        case MACHINE, CLOUD, SIGN_IN, SETUP -> assertThat(code.title()).isNotEmpty();
      }
    }
  }
}
