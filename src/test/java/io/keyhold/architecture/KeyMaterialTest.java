package io.keyhold.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/**
 * Key material is bytes that are wiped; the SDK hands a secret over as a String, which cannot be.
 */
@AnalyzeClasses(packages = "io.keyhold", importOptions = Product.class)
class KeyMaterialTest {
  @ArchTest
  static void onlyOneClassSeesASecretsText(JavaClasses product) {
    assertThat(product.stream().filter(KeyMaterialTest::readsASecret).map(JavaClass::getName))
        .as(
            "classes that call KeyVaultSecret.getValue: one turns the text into bytes at once, no other sees it")
        .hasSizeLessThanOrEqualTo(1);
  }

  private static boolean readsASecret(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .map(access -> access.getTarget().getFullName())
        .anyMatch(
            name ->
                name.equals(
                    "com.azure.security.keyvault.secrets.models.KeyVaultSecret.getValue()"));
  }
}
