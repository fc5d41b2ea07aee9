package io.keyhold.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * The domain is plain Java, and neither it nor the use cases take time, chance or a setting from
 * anywhere.
 */
@AnalyzeClasses(packages = "io.keyhold", importOptions = Product.class)
class PureCoreTest {
  private static final String[] CORE = {
    "io.keyhold.domain..",
    "io.keyhold.json..",
    "io.keyhold.policy..",
    "io.keyhold.backup..",
    "io.keyhold.restore..",
    "io.keyhold.audit..",
    "io.keyhold.retention..",
    "io.keyhold.unlock..",
    "io.keyhold.plan.."
  };

  /**
   * Class and method, `*` for all of them; `now()` with a clock given is another method and
   * allowed.
   */
  private static final Set<String> AMBIENT =
      Set.of(
          "java.lang.System.currentTimeMillis()",
          "java.lang.System.nanoTime()",
          "java.lang.System.getenv(java.lang.String)",
          "java.lang.System.getenv()",
          "java.lang.System.getProperty(java.lang.String)",
          "java.time.Instant.now()",
          "java.time.LocalDate.now()",
          "java.time.LocalDateTime.now()",
          "java.time.ZonedDateTime.now()",
          "java.time.OffsetDateTime.now()",
          "java.time.InstantSource.system()",
          "java.time.Clock.systemUTC()",
          "java.time.Clock.systemDefaultZone()",
          "java.time.ZoneId.systemDefault()",
          "java.util.Date.<init>()",
          "java.util.UUID.randomUUID()",
          "java.util.Random.<init>()",
          "java.util.concurrent.ThreadLocalRandom.current()",
          "java.security.SecureRandom.<init>()",
          "java.lang.Math.random()",
          "java.lang.Thread.sleep(long)",
          "java.lang.Thread.sleep(java.time.Duration)",
          "java.util.concurrent.locks.LockSupport.parkNanos(long)");

  @ArchTest
  static final ArchRule THE_DOMAIN_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("io.keyhold.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.keyhold.domain..")
          .because(
              "it outlives frameworks and clouds, and the gate must be readable without any of"
                  + " them");

  @ArchTest
  static final ArchRule TIME_CHANCE_AND_SETTINGS_ARE_HANDED_IN =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callCodeUnitWhere(ambient())
          .because(
              "a rule about ten minutes is tried in no time only if the clock is an argument, and a"
                  + " run is repeatable only without chance")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NO_FRAMEWORK_IN_THE_CORE =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.netty..")
          .because("the use cases are the same whatever calls them")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaCall<?>> ambient() {
    return DescribedPredicate.describe(
        "takes time, chance or a setting from its surroundings",
        call -> AMBIENT.contains(call.getTarget().getFullName()));
  }
}
