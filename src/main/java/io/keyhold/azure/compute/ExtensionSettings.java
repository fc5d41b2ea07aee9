package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineExtensionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import io.keyhold.azure.arm.Values;
import java.util.Map;
import java.util.Optional;

/** What the public settings of a machine's extensions say. */
final class ExtensionSettings {

  private static final String CLOUD_LINK = "CloudLinkEMC.SecureVM";
  private static final String ADE = "Microsoft.Azure.Security";
  private static final String ADE_TYPE = "AzureDiskEncryption";

  private ExtensionSettings() {}

  /** The server that CloudLink SecureVM is set to (azure-facts.md §7.3). */
  static Optional<String> cloudLinkCenter(VirtualMachineInner machine) {
    return Values.list(machine.resources()).stream()
        .filter(extension -> CLOUD_LINK.equalsIgnoreCase(extension.publisher()))
        .flatMap(extension -> text(extension, "CloudLinkCenter").stream())
        .findFirst();
  }

  /** The KEK that Azure Disk Encryption was last told to use. */
  static Optional<String> kekUrl(VirtualMachineInner machine) {
    return Values.list(machine.resources()).stream()
        .filter(ExtensionSettings::isAde)
        .flatMap(extension -> text(extension, "KeyEncryptionKeyURL").stream())
        .findFirst();
  }

  private static boolean isAde(VirtualMachineExtensionInner extension) {
    return ADE.equalsIgnoreCase(extension.publisher())
        && Values.orEmpty(extension.typePropertiesType()).startsWith(ADE_TYPE);
  }

  private static Optional<String> text(VirtualMachineExtensionInner extension, String name) {
    return extension.settings() instanceof Map<?, ?> settings
            && settings.get(name) instanceof String text
            && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }
}
