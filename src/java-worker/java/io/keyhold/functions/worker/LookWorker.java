package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.keyhold.functions.LookFunctions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The functions of {@code function-config/restore} that only show something. */
@ApplicationScoped
public class LookWorker {

  private final LookFunctions doors;

  public LookWorker(LookFunctions doors) {
    this.doors = doors;
  }

  @FunctionName("machines")
  public HttpResponseMessage machines(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.GET,
              route = "machines",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Invocation.http(request, context).through(doors::machines).to(request);
  }

  @FunctionName("recovery-points")
  public HttpResponseMessage recoveryPoints(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.GET,
              route = "recovery-points",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Invocation.http(request, context).through(doors::recoveryPoints).to(request);
  }

  @FunctionName("recovery-point")
  public HttpResponseMessage recoveryPoint(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.GET,
              route = "recovery-points/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return Invocation.http(request, Map.of("id", id), context)
        .through(doors::recoveryPoint)
        .to(request);
  }
}
