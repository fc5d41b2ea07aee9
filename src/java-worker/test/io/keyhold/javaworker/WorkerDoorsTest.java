package io.keyhold.javaworker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.keyhold.architecture.Product;

/** What the Java worker calls is the custom handler's doors, and adds nothing to them. */
@AnalyzeClasses(packages = "io.keyhold", importOptions = Product.class)
class WorkerDoorsTest {

  private static final String WORKER = "io.keyhold.functions.worker..";

  @ArchTest
  static final ArchRule THE_WORKERS_CLASSES_KNOW_NOTHING_BUT_THE_DOORS =
      classes()
          .that()
          .resideInAPackage(WORKER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              WORKER,
              "io.keyhold.functions",
              "io.keyhold.json",
              "com.microsoft.azure.functions..",
              "com.fasterxml.jackson.databind..",
              "jakarta.enterprise.context..",
              "io.quarkus.arc..",
              "java..")
          .because("a class that knows no use case and no port cannot decide anything about them");

  @ArchTest
  static final ArchRule ONLY_DOORS_HAVE_FUNCTIONS =
      methods()
          .that()
          .areAnnotatedWith("com.microsoft.azure.functions.annotation.FunctionName")
          .should()
          .beDeclaredInClassesThat()
          .resideInAPackage(WORKER)
          .because("the app's function.json files are made of them");
}
