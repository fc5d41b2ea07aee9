package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.keyhold.functions.BackupFunctions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The functions of {@code function-config/backup}. */
@ApplicationScoped
public class BackupWorker {

  private final BackupFunctions doors;

  public BackupWorker(BackupFunctions doors) {
    this.doors = doors;
  }

  @FunctionName("backup-tick")
  public void backupTick(
      @TimerTrigger(name = "timer", schedule = "%BACKUP_SCHEDULE%") String timer,
      @QueueOutput(name = "machines", queueName = Queue.BACKUP, connection = Queue.CONNECTION)
          OutputBinding<List<String>> machines,
      ExecutionContext context) {
    Invocation.timer(timer, context).through(doors::backupTick).messages("machines", machines);
  }

  @FunctionName("copy-advance")
  public void copyAdvance(
      @TimerTrigger(name = "timer", schedule = "%COPY_SCHEDULE%") String timer,
      ExecutionContext context) {
    Invocation.timer(timer, context).through(doors::copyAdvance);
  }

  @FunctionName("backup-machine")
  public void backupMachine(
      @QueueTrigger(name = "message", queueName = Queue.BACKUP, connection = Queue.CONNECTION)
          String message,
      @BindingName("DequeueCount") Long deliveries,
      ExecutionContext context) {
    Invocation.message(message, deliveries, context).through(doors::backupMachine);
  }
}
