package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueOutput;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.keyhold.functions.BackupNowFunction;
import io.keyhold.functions.RestoreFunctions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of {@code function-config/restore} that change something. */
@ApplicationScoped
public class RestoreWorker {

  private final RestoreFunctions doors;
  private final BackupNowFunction backups;

  public RestoreWorker(RestoreFunctions doors, BackupNowFunction backups) {
    this.doors = doors;
    this.backups = backups;
  }

  @FunctionName("restore")
  public HttpResponseMessage restore(
      @HttpTrigger(
              name = "req",
              methods = {HttpMethod.PUT, HttpMethod.GET, HttpMethod.DELETE},
              route = "restores/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      @QueueOutput(name = "restores", queueName = Queue.RESTORE, connection = Queue.CONNECTION)
          OutputBinding<List<String>> restores,
      ExecutionContext context) {
    return Invocation.http(request, Map.of("id", id), context)
        .through(doors::restore)
        .messages("restores", restores)
        .to(request);
  }

  @FunctionName("backup-now")
  public HttpResponseMessage backupNow(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.PUT,
              route = "backups/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      @QueueOutput(name = "machines", queueName = Queue.BACKUP, connection = Queue.CONNECTION)
          OutputBinding<List<String>> machines,
      ExecutionContext context) {
    return Invocation.http(request, Map.of("id", id), context)
        .through(backups::backupNow)
        .messages("machines", machines)
        .to(request);
  }

  @FunctionName("restore-run")
  public void restoreRun(
      @QueueTrigger(name = "message", queueName = Queue.RESTORE, connection = Queue.CONNECTION)
          String message,
      @BindingName("DequeueCount") Long deliveries,
      ExecutionContext context) {
    Invocation.message(message, deliveries, context).through(doors::restoreRun);
  }

  @FunctionName("restore-advance")
  public void restoreAdvance(
      @TimerTrigger(name = "timer", schedule = "%RESTORE_SCHEDULE%") String timer,
      ExecutionContext context) {
    Invocation.timer(timer, context).through(doors::restoreAdvance);
  }
}
