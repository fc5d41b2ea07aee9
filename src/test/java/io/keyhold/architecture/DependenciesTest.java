package io.keyhold.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Dependencies point inwards: doors → use cases → domain ← adapters. */
@AnalyzeClasses(packages = "io.keyhold", importOptions = Product.class)
class DependenciesTest {
  private static final String ROOT = "io.keyhold.";

  /**
   * Package → the packages of ours that it may use. `json` is the written form of the domain,
   * `plan` the one for people: text made of a point alone, so that a kit can be read years later
   * without anything that was there when it was written. Doors may use all.
   */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("domain", List.of()),
          Map.entry("json", List.of("domain")),
          Map.entry("policy", List.of("domain", "json")),
          Map.entry("unlock", List.of("domain")),
          Map.entry("plan", List.of("domain")),
          Map.entry("access", List.of("domain", "json")),
          Map.entry("heard", List.of("domain", "json")),
          Map.entry("backup", List.of("domain", "json", "plan", "heard")),
          Map.entry("restore", List.of("domain", "json", "plan")),
          Map.entry("audit", List.of("domain", "json")),
          Map.entry("retention", List.of("domain", "json", "heard")),
          Map.entry("azure", List.of("domain", "json", "policy")),
          Map.entry("cloudlink", List.of("domain", "json")));

  @ArchTest
  static void usesOnlyWhatItsPlaceAllows(JavaClasses product) {
    MAY_USE.forEach(
        (own, others) ->
            noClasses()
                .that()
                .resideInAPackage(ROOT + own + "..")
                .should()
                .dependOnClassesThat(oursOutside(own, others))
                .because(
                    "a use case that knows an adapter cannot be tried without it, and a domain that"
                        + " knows anything is no domain")
                .allowEmptyShould(true)
                .check(product));
  }

  @ArchTest
  static final ArchRule EVERY_PACKAGE_HAS_A_PLACE =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(MAY_USE.keySet().stream(), Stream.of("functions"))
                  .map(name -> ROOT + name + "..")
                  .toArray(String[]::new))
          .because("a new package says first where it stands among the others");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("io.keyhold.(*)..")
          .should()
          .beFreeOfCycles()
          .because("of two packages that need each other neither can be understood alone");

  @ArchTest
  static final ArchRule THE_SDK_STAYS_IN_ITS_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.keyhold.azure..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("com.azure..", "com.microsoft..")
                  .and(resideOutsideOfPackage("com.microsoft.azure.functions..")))
          .because(
              "what Azure answers is told to the rest in the domain's own words, unknown apart from"
                  + " missing");

  @ArchTest
  static final ArchRule DOORS_ARE_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.keyhold.functions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus.funqy..", "com.microsoft.azure.functions..")
          .because(
              "both packages of the program, custom handler and Java worker, call the same use"
                  + " cases");

  private static DescribedPredicate<JavaClass> oursOutside(String own, List<String> others) {
    return DescribedPredicate.describe(
        "are ours and outside of " + own + " " + others,
        type ->
            type.getPackageName().startsWith(ROOT)
                && !within(type, own)
                && others.stream().noneMatch(other -> within(type, other)));
  }

  private static boolean within(JavaClass type, String name) {
    return (type.getPackageName() + ".").startsWith(ROOT + name + ".");
  }
}
