package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.keyhold.functions.ExpiryFunctions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The functions of {@code function-config/retention} that let points expire. */
@ApplicationScoped
public class ExpiryWorker {

  private final ExpiryFunctions doors;

  public ExpiryWorker(ExpiryFunctions doors) {
    this.doors = doors;
  }

  @FunctionName("expire")
  public void expire(
      @TimerTrigger(name = "timer", schedule = "%EXPIRE_SCHEDULE%") String timer,
      ExecutionContext context) {
    Invocation.timer(timer, context).through(doors::expire);
  }

  @FunctionName("expiry")
  public HttpResponseMessage expiry(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.GET,
              route = "expiry",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Invocation.http(request, context).through(doors::expiry).to(request);
  }

  @FunctionName("expire-release")
  public HttpResponseMessage release(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.PUT,
              route = "expiry/{run}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("run") String run,
      ExecutionContext context) {
    return Invocation.http(request, Map.of("run", run), context)
        .through(doors::release)
        .to(request);
  }
}
