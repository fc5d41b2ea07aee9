package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many callers at once get each their own answer. */
class ManyCallersTest {

  private static final int CALLERS = 24;

  private static final String GROUP =
      "/subscriptions/"
          + LocalAzure.SUBSCRIPTION
          + "/resourceGroups/g/providers/Microsoft.Compute/";

  @Test
  void snapshotsTakenAtTheSameTimeHaveEachTheirOwnDisksBytes() throws Exception {
    try (var azure = LocalAzure.start(LocalAzure.Options.instant());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var wire = new Wire(azure);
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < CALLERS; i++) {
        var disk = DiskPlan.blank().named("d" + i);
        var id = azure.compute().disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", disk);
        azure.compute().write(id, 0, ("disk " + i).getBytes(StandardCharsets.UTF_8));
        var path = GROUP + "snapshots/s" + i + "?api-version=2024-03-02";
        answers.add(threads.submit(() -> wire.arm("PUT", path, asked(id)).statusCode()));
      }
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(202);
      }
      for (int i = 0; i < CALLERS; i++) {
        assertThat(azure.compute().sameBytes(GROUP + "disks/d" + i, GROUP + "snapshots/s" + i))
            .isTrue();
      }
      assertThat(azure.requests().all()).hasSize(CALLERS);
      assertThat(azure.compute().ids("snapshots")).hasSize(CALLERS);
    }
  }

  private static String asked(String disk) {
    return "{\"location\": \"westeurope\", \"properties\": {\"incremental\": true,"
        + " \"creationData\": {\"createOption\": \"Copy\", \"sourceResourceId\": \""
        + disk
        + "\"}}}";
  }
}
