package io.keyhold.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The local Azure is Azure, as far as the product can tell, and the product is a stranger to it.
 */
@AnalyzeClasses(packages = "io.keyhold")
class LocalAzureTest {
  private static final Path SOURCES = Path.of("src/local/java");

  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_THE_PRODUCT =
      noClasses()
          .that(areLocal())
          .should()
          .dependOnClassesThat(areTheProducts())
          .because("a stand-in that shares code with what it stands before shares its mistakes");

  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_THE_SDK =
      noClasses()
          .that(areLocal())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.azure..")
          .because("it is held to recorded answers, not to what the SDK makes of them");

  /** Its tests have the same packages and are compiled to the same folder, and may use the SDK. */
  private static DescribedPredicate<JavaClass> areLocal() {
    return DescribedPredicate.describe(
        "have their source in " + SOURCES, type -> Files.exists(source(type)));
  }

  private static Path source(JavaClass type) {
    String outermost = type.getName().replaceFirst("\\$.*", "");
    return SOURCES.resolve(outermost.replace('.', '/') + ".java");
  }

  private static DescribedPredicate<JavaClass> areTheProducts() {
    return DescribedPredicate.describe(
        "are the product's",
        type ->
            type.getPackageName().startsWith("io.keyhold.")
                && !type.getPackageName().startsWith("io.keyhold.local"));
  }
}
