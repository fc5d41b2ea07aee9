package io.keyhold.azure;

import com.azure.core.management.AzureEnvironment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One of Azure's clouds with its host names. Keyhold calls no other hosts than these, so that no
 * setting and no tag can lead it, or its tokens, anywhere else.
 */
public enum Cloud {
  PUBLIC(
      "public",
      AzureEnvironment.AZURE,
      "core.windows.net",
      "vault.azure.net",
      "managedhsm.azure.net",
      "login.microsoftonline.com",
      "sts.windows.net"),
  US_GOVERNMENT(
      "usgovernment",
      AzureEnvironment.AZURE_US_GOVERNMENT,
      "core.usgovcloudapi.net",
      "vault.usgovcloudapi.net",
      "managedhsm.usgovcloudapi.net",
      "login.microsoftonline.us",
      "sts.windows.net"),
  CHINA(
      "china",
      AzureEnvironment.AZURE_CHINA,
      "core.chinacloudapi.cn",
      "vault.azure.cn",
      "managedhsm.azure.cn",
      "login.partner.microsoftonline.cn",
      "sts.chinacloudapi.cn");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // the SDK's constants are never changed
  private final AzureEnvironment environment;

  private final String storageDomain;

  private final String vaultDomain;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> vaultDomains;

  private final String signInHost;
  private final String issuerHostOfVersion1;

  Cloud(
      String word,
      AzureEnvironment environment,
      String storageDomain,
      String vaultDomain,
      String hsmDomain,
      String signInHost,
      String issuerHostOfVersion1) {
    this.word = word;
    this.environment = environment;
    this.storageDomain = storageDomain;
    this.vaultDomain = vaultDomain;
    this.vaultDomains = Set.of(vaultDomain, hsmDomain);
    this.signInHost = signInHost;
    this.issuerHostOfVersion1 = issuerHostOfVersion1;
  }

  /** The cloud of this word in {@code KEYHOLD_CLOUD}. */
  static Optional<Cloud> of(String word) {
    return Arrays.stream(values()).filter(cloud -> cloud.word.equalsIgnoreCase(word)).findFirst();
  }

  public String word() {
    return word;
  }

  public AzureEnvironment environment() {
    return environment;
  }

  /** What a token for the resource manager is asked for. */
  public String managementScope() {
    String resource = environment.getManagementEndpoint();
    return (resource.endsWith("/") ? resource : resource + "/") + "/.default";
  }

  /** What a token for blobs is asked for; the same in every cloud. */
  public String storageScope() {
    return "https://storage.azure.com/.default";
  }

  /** The end of every blob host of this cloud, such as {@code .blob.core.windows.net}. */
  public String blobSuffix() {
    return ".blob." + storageDomain;
  }

  /** The host of the vault of this name. */
  public String vaultHost(String name) {
    return name.toLowerCase(Locale.ROOT) + "." + vaultDomain;
  }

  /** True for the host of a vault or managed HSM of this cloud, in lower case. */
  public boolean hasVault(String host) {
    int dot = host.indexOf('.');
    return dot > 0 && vaultDomains.contains(host.substring(dot + 1));
  }

  /** Where this cloud's Entra is, in its tokens of version 2 and in its metadata. */
  public String signInHost() {
    return signInHost;
  }

  /**
   * What tokens of version 1 call it, in the US Government's cloud too
   * (learn.microsoft.com/answers/questions/1190472).
   */
  public String issuerHostOfVersion1() {
    return issuerHostOfVersion1;
  }
}
