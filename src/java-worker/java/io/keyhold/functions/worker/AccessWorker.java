package io.keyhold.functions.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.keyhold.functions.CheckAccessFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The function that every app has: what its own identity lacks. Here it is that of all apps. */
@ApplicationScoped
public class AccessWorker {

  private final CheckAccessFunction door;

  public AccessWorker(CheckAccessFunction door) {
    this.door = door;
  }

  @FunctionName("check-access")
  public HttpResponseMessage checkAccess(
      @HttpTrigger(
              name = "req",
              methods = HttpMethod.GET,
              route = "check-access",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Invocation.http(request, context).through(door::checkAccess).to(request);
  }
}
