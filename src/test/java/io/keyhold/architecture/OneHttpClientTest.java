package io.keyhold.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/**
 * A client that the SDK builds with its defaults ignores the proxy and the CA of the settings, and
 * says nothing.
 */
@AnalyzeClasses(packages = "io.keyhold", importOptions = Product.class)
class OneHttpClientTest {
  /** Of clients, credentials and pipelines; the HTTP client's own builder is none of them. */
  private static final Pattern BUILDER =
      Pattern.compile(
          "com\\.azure\\.(?!core\\.http\\.jdk\\.).*(ClientBuilder|CredentialBuilder|HttpPipelineBuilder)");

  @ArchTest
  static final ArchRule AZURE_CLIENTS_ARE_BUILT_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.keyhold.azure..")
          .should()
          .callConstructorWhere(builds())
          .because("there the shared HTTP client is at hand");

  @ArchTest
  static final ArchRule EVERY_AZURE_CLIENT_GETS_THE_SHARED_HTTP_CLIENT =
      classes()
          .that()
          .resideInAPackage("io.keyhold.azure..")
          .should(handOneHttpClientToEachBuilder())
          .because("proxy, CA and time-outs are set on that one");

  @ArchTest
  static final ArchRule NO_CLIENT_IS_MADE_BY_DEFAULT =
      noClasses()
          .should()
          .callMethodWhere(makesItsOwnHttpClient())
          .because("managers and default clients bring an HTTP client of their own");

  @ArchTest
  static void theHttpClientIsBuiltOnce(JavaClasses product) {
    assertThat(
            product.stream().filter(OneHttpClientTest::buildsTheHttpClient).map(JavaClass::getName))
        .as(
            "classes that build a java.net.http.HttpClient: two would have two connection pools and"
                + " two ideas of the proxy")
        .hasSizeLessThanOrEqualTo(1);
  }

  private static boolean buildsTheHttpClient(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .map(call -> call.getTarget().getFullName())
        .anyMatch(name -> name.startsWith("java.net.http.HttpClient.new"));
  }

  private static DescribedPredicate<JavaCall<?>> builds() {
    return DescribedPredicate.describe(
        "builds an Azure client or credential", call -> isBuilder(call.getTarget()));
  }

  private static DescribedPredicate<JavaCall<?>> makesItsOwnHttpClient() {
    return DescribedPredicate.describe(
        "makes an HTTP client of its own",
        call -> {
          AccessTarget.CodeUnitCallTarget target = call.getTarget();
          String owner = target.getOwner().getName();
          return owner.equals("com.azure.core.http.HttpClient")
                  && target.getName().equals("createDefault")
              || owner.matches("com\\.azure\\.resourcemanager\\..*Manager")
                  && target.getName().equals("configure");
        });
  }

  private static boolean isBuilder(AccessTarget target) {
    return BUILDER.matcher(target.getOwner().getName()).matches();
  }

  private static ArchCondition<JavaClass> handOneHttpClientToEachBuilder() {
    return new ArchCondition<>("hand an HTTP client or a pipeline to each builder") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long built =
            type.getConstructorCallsFromSelf().stream()
                .filter(call -> isBuilder(call.getTarget()))
                .count();
        // Who builds a lease's client hands over a blob's, and with it that one's pipeline.
        long given =
            type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getOwner().getName().startsWith("com.azure."))
                .filter(
                    call -> call.getTarget().getName().matches("httpClient|pipeline|blobClient"))
                .filter(call -> !call.getTarget().getRawParameterTypes().isEmpty())
                .count();
        events.add(
            new SimpleConditionEvent(
                type,
                built <= given,
                "%s builds %d Azure clients and hands over %d HTTP clients"
                    .formatted(type.getName(), built, given)));
      }
    };
  }
}
