package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.keyhold.functions.RetentionFunctions;
import jakarta.enterprise.context.ApplicationScoped;

/** The functions of {@code function-config/retention}. */
@ApplicationScoped
public class RetentionWorker {

  private final RetentionFunctions doors;

  public RetentionWorker(RetentionFunctions doors) {
    this.doors = doors;
  }

  @FunctionName("sweep")
  public void sweep(
      @TimerTrigger(name = "timer", schedule = "%SWEEP_SCHEDULE%") String timer,
      ExecutionContext context) {
    Invocation.timer(timer, context).through(doors::sweep);
  }
}
