package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.keyhold.functions.RebuildIndexFunction;
import io.keyhold.functions.RetentionFunctions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The functions of {@code function-config/retention}. */
@ApplicationScoped
public class RetentionWorker {

  private final RetentionFunctions doors;
  private final RebuildIndexFunction index;

  public RetentionWorker(RetentionFunctions doors, RebuildIndexFunction index) {
    this.doors = doors;
    this.index = index;
  }

  @FunctionName("sweep")
  public void sweep(
      @TimerTrigger(name = "timer", schedule = "%SWEEP_SCHEDULE%") String timer,
      ExecutionContext context) {
    Invocation.timer(timer, context).through(doors::sweep);
  }

  @FunctionName("rebuild-index")
  public HttpResponseMessage rebuildIndex(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.POST,
              route = "rebuild-index",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Invocation.http(request, context).through(index::rebuildIndex).to(request);
  }
}
