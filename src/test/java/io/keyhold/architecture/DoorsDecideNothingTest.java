package io.keyhold.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Doors read, call a use case and write. */
@AnalyzeClasses(packages = "io.keyhold", importOptions = Product.class)
class DoorsDecideNothingTest {
  private static final String DOMAIN = "io.keyhold.domain";

  /** They put the program together, and are no doors. */
  private static final Set<String> WIRING =
      Set.of("UseCases", "Wiring", "LazyCloud", "LazySignIn", "Sleep");

  private static final Set<String> JUDGES =
      Set.of(
          "Detection",
          "DiskSelection",
          "Gate",
          "KeyCheck",
          "KeyJudge",
          "KeyRules",
          "PolicyBook",
          "Remarks");

  @ArchTest
  static final ArchRule DOORS_ASK_NOBODY_BUT_USE_CASES =
      noClasses()
          .that()
          .resideInAPackage("io.keyhold.functions..")
          .and(areDoors())
          .should()
          .dependOnClassesThat(areForUseCases())
          .because(
              "what a door finds out or decides by itself is decided differently by the next door");

  @ArchTest
  static final ArchRule DOORS_KNOW_NO_ADAPTER =
      noClasses()
          .that()
          .resideInAPackage("io.keyhold.functions..")
          .and(areDoors())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.keyhold.azure..",
              "io.keyhold.cloudlink..",
              "io.keyhold.unlock..",
              "io.keyhold.policy..")
          .because("only the wiring says who stands behind a port");

  private static DescribedPredicate<JavaClass> areDoors() {
    return DescribedPredicate.describe(
        "are doors", type -> !WIRING.contains(outermost(type).getSimpleName()));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(DoorsDecideNothingTest::outermost).orElse(type);
  }

  private static DescribedPredicate<JavaClass> areForUseCases() {
    return DescribedPredicate.describe(
        "are ports or judge",
        type ->
            type.getPackageName().equals(DOMAIN)
                && (isPort(type) || JUDGES.contains(outermost(type).getSimpleName())));
  }

  /** The sealed interfaces of the domain are results, and any other is a port. */
  private static boolean isPort(JavaClass type) {
    return type.isInterface() && type.getEnclosingClass().isEmpty() && !type.reflect().isSealed();
  }
}
