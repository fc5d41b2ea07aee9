package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.access.AppRoles;
import io.keyhold.access.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/permissions.md says what {@code terraform/apps.json} grants; this writes it when asked to.
 */
class PermissionsPageTest {

  private static final Path PAGE = Path.of("docs", "permissions.md");
  private static final String COMMAND = "mvn test -Dtest=PermissionsPageTest -Dkeyhold.docs=write";

  private static final String HEAD =
      """
      # Permissions

      What the identities of the function apps may do, for whoever has to approve it. Terraform grants
      exactly this: it reads the same file, `terraform/apps.json`. Nothing is granted by a wildcard.

      Tests hold the program to it, against the local Azure, which enforces these roles (**nothing here ran
      against a real subscription yet**): every end-to-end test runs under them; on a stage with single
      places each app uses every action that it has and no other, but for the exceptions below; and each
      action is taken away once, whereupon Azure refuses the call and `check-access` names that action.

      `GET /api/check-access`, in each app and for the app's own identity, says at each place which of these
      rights is missing and gives the az line for it; `./keyhold check-access URL…` asks all apps
      ([runbook](runbook.md)).

      This page is written by a test: `%s`.

      ## Who may what, in one line each

      | App | May | May not |
      |---|---|---|
      | backup | read machines, disks, disk encryption sets, and what is known about keys; make snapshots and copies; where a policy says `check: unwrap`, read a secret and let a key unwrap it | delete anything; write a disk or machine; get a SAS of a snapshot |
      | restore | make disks, interfaces and machines in the target groups, and delete there; read what is known about keys | read a secret's value or use a key; write or delete a snapshot; write a recovery point |
      | retention | delete snapshots and copies; write recovery points' events | anything at all in a vault; delete a recovery point; write a disk or machine |

      No identity can both read or use key material and delete an Azure resource, a key object or a state
      blob. Nobody can delete or overwrite what is in `points` while the container's immutability lasts, and no
      role includes a delete there.

      ## Residual risks

      - **`Microsoft.Compute/disks/beginGetAccess/action`** (backup, on machines' disks; restore, on snapshots)
        lets its holder ask for a SAS, with which the disk's bytes can be downloaded. The platform demands it of
        whoever makes a snapshot of a disk (a linked check); it cannot be left out. The program never calls it,
        which tests hold; `networkAccessPolicy: DenyAll` on the disks makes it useless.
      - **backup with `check: unwrap`** can read the keys of the machines' disks, and (see above) could read the
        disks. `check: metadata`, the default, needs neither right to key material.
      - **vaults with access policies**: the permission that lists secrets does not tell whether a *deleted*
        secret can be recovered; that would need `get`, which also reads values. It is not granted: such a
        secret is *unknown* to Keyhold, not *deleted*.
      - **restore may delete in the target groups**, whatever is there. It looks for its own tag before every
        removal; give it groups in which nothing else is.
      - Rights to the queues and to the host's own storage are the Functions host's; both run under the same
        identity.
      - A custom role can be given at a resource as well; `check-access` asks at the groups, and calls missing
        what is given only beneath them. In a vault it does not see rights to single keys.

      """;

  @Test
  void thePageSaysWhatTheRolesGrant() throws IOException {
    String page = page();
    if ("write".equals(System.getProperty("keyhold.docs"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/permissions.md; rewrite it: " + COMMAND)
        .isEqualTo(page);
  }

  private static String page() throws IOException {
    AppRoles roles = AppRoles.packaged();
    return HEAD.formatted(COMMAND)
        + "## Places\n\n| Word | Where |\n|---|---|\n"
        + places()
        + roles.names().stream()
            .map(app -> section(app, roles.of(app).orElseThrow()))
            .collect(Collectors.joining())
        + "\n## What no test uses\n\n| Action | Why it is granted nevertheless |\n|---|---|\n"
        + RolesTest.UNUSED.entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(one -> "| `%s` | %s |\n".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
  }

  private static String places() throws IOException {
    JsonNode scopes =
        new ObjectMapper()
            .readTree(Files.readString(Path.of("terraform", "apps.json")))
            .required("scopes");
    return scopes
        .propertyStream()
        .map(scope -> "| %s | %s |\n".formatted(scope.getKey(), scope.getValue().textValue()))
        .collect(Collectors.joining());
  }

  private static String section(String app, List<Grant> grants) {
    return "\n## The app `"
        + app
        + "`\n\n| Place | Actions | For |\n|---|---|---|\n"
        + grants.stream().map(PermissionsPageTest::row).collect(Collectors.joining());
  }

  private static String row(Grant grant) {
    Stream<String> policies =
        Stream.of(
                listed("keys", grant.keyPermissions()),
                listed("secrets", grant.secretPermissions()))
            .filter(text -> !text.isEmpty());
    String inPolicies = policies.collect(Collectors.joining("; "));
    return "| %s%s | %s%s | %s |\n"
        .formatted(
            grant.scope().word(),
            grant.unwrapOnly() ? " (`check: unwrap`)" : "",
            Stream.concat(
                    grant.actions().stream().map(action -> "`" + action + "`"),
                    grant.dataActions().stream().map(action -> "`" + action + "` (data)"))
                .collect(Collectors.joining("<br>")),
            inPolicies.isEmpty() ? "" : "<br>with access policies: " + inPolicies,
            grant.why());
  }

  private static String listed(String kind, List<String> permissions) {
    return permissions.isEmpty() ? "" : kind + " " + String.join(", ", permissions);
  }
}
