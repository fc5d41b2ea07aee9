package io.keyhold.fidelity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Why calls of whole sessions, which are of 2016 to 2020, are not answered as they were recorded.
 * Each says so of a kind of call; which calls of the kind differ is found out.
 */
final class SessionExcuses {

  /**
   * @param calls session, number, method and path of the calls, and the createOption of the disk
   *     that they are about
   */
  private record Rule(Excuse.Sort sort, String reason, Pattern calls, Set<String> differences) {

    boolean covers(Recorded call) {
      var option = call.body().findPath("createOption").asText();
      return calls.matcher(String.join(" ", call.file(), call.name(), option)).matches();
    }

    Excuse of(Recorded call) {
      return new Excuse(sort, reason, differences, Set.of(call.id()));
    }
  }

  private SessionExcuses() {}

  private static final List<Rule> RULES =
      List.of(
          notCalled("Resource groups are never deleted.", ".* DELETE .*/resourcegroups/[^/]+ "),
          notCalled("Resource groups are never deleted.", ".* GET .*/operationresults/.*"),
          notCalled("Storage accounts are never made.", ".*Microsoft.Storage/.*"),
          notCalled("The directory's graph is not asked.", ".* GET .*/domains "),
          notCalled(
              "Vaults are never made, changed, deleted or purged through ARM.",
              "(canCRUDVault|canEncrypt\\w+) .*KeyVault/vaults/.*"),
          notCalled(
              "Vaults are never made, changed, deleted or purged through ARM.",
              "canCRUDVault #7 .*KeyVault/vaults "),
          notCalled(
              "Vaults are never made, changed, deleted or purged through ARM.",
              "canEnableSoftDeleteAndPurge .*KeyVault/.*"),
          notCalled(
              "Nothing is uploaded or imported into a disk.", ".* (PUT|GET) .* (Upload|Import)"),
          notCalled(
              "Nothing is uploaded or imported into a disk.",
              "canOperateOnManagedDiskFromUpload .* (DELETE|GET) .*(DiskOperations|/disks/).*"),
          notCalled(
              "A machine of an imported disk, made before the disk could be.",
              "canCreateVirtualMachineByAttachingManagedOsDisk #(1\\d|2[0-9]|[3-6]\\d)"
                  + " .*Compute.*"),
          notCalled(
              "No networks, public addresses, load balancers or scale sets are made.",
              ".* PUT"
                  + " .*/(virtualNetworks|publicIPAddresses|loadBalancers|virtualMachineScaleSets)/.*"),
          notCalled(
              "No networks, public addresses, load balancers or scale sets are made.",
              ".*(/Microsoft.Network/locations/|/loadBalancers/).*"),
          notCalled(
              "A machine is never changed, but for what starts and stops it.",
              "canUpdateVirtualMachine\\w+ .*PATCH .*"),
          notCalled(
              "A machine is never changed, but for what starts and stops it.",
              "canUpdateVirtualMachine\\w+ #(2[4-9]) GET .*"),
          notCalled(
              "The script that failed in the machine.",
              "testCreateVirtualMachineUsing\\w+ #21 .*/operations/.*"),
          older(
              "The 401 of 2018 had no body, and another login host.",
              ".*vault.azure.net.*",
              "body"),
          older(
              "The 404 of 2018 said no more than that something was not found.",
              ".* GET .*vault.azure.net.*",
              "~/error/message"),
          older(
              "There are no vaults without soft delete any more.",
              ".*vault-fancier.*",
              "~/attributes/recoveryLevel"),
          older(
              "Operation URLs are signed since autumn 2023.",
              ".*Microsoft.(Compute|Network)/.*",
              "signature of operation URLs"),
          older(
              "The 202 of 2020 had isArmResource and what the finished disk has, and lacked names.",
              ".* PUT .*Microsoft.Compute/(disks|snapshots)/.*",
              "+/id",
              "+/name",
              "+/type",
              "-/properties/isArmResource",
              "-/properties/diskState",
              "-/properties/creationData/sourceUniqueId"),
          older(
              "In 2020 networkAccessPolicy was written last.",
              ".*Microsoft.Compute/(disks|snapshots|locations).*",
              "order of /properties/",
              "order of /properties/output/properties/",
              "order of /value/0/properties/"),
          older("Groups have their type since 2018.", ".* PUT .*/resourcegroups/[^/]+ ", "+/type"),
          older(
              "In 2018 a vault that was never deleted was not found in other words.",
              "canCRUDVault .*/deletedVaults/.*",
              "~/error/code",
              "~/error/message"),
          older(
              "The budgets of machines are counted per resource since 2023.",
              ".* GET .*Microsoft.Compute/(virtualMachines|locations)/.*",
              "header x-ms-ratelimit-remaining-resource"),
          older(
              "Until 2023 the properties of a machine began with its vmId.",
              ".*Microsoft.Compute/virtualMachines/[^/]+ .*",
              "order of /properties/"),
          older(
              "In 2020 the provider wrote the group of the disks that it made in capitals.",
              ".*Microsoft.Compute/(virtualMachines|disks)/.*",
              "~/id",
              "~/properties/storageProfile/osDisk/managedDisk/id",
              "~/properties/storageProfile/dataDisks/3/managedDisk/id",
              "~/properties/storageProfile/dataDisks/4/managedDisk/id"),
          older(
              "The preview of 2016 wrote properties first and fewer of them.",
              "test\\w+ .*Microsoft.Compute/virtualMachines/.*",
              "+/properties/osProfile/*",
              "+/properties/storageProfile/*",
              "header azure-asyncnotification",
              "order of /",
              "order of /properties/"),
          older(
              "Interfaces are written in another order since, and with more members.",
              ".*Microsoft.Network/networkInterfaces/.*",
              "+/kind",
              "+/properties/*",
              "header azure-asyncnotification",
              "order of *"),
          different(
              "Networks and public addresses are staged with what is read of them.",
              ".* GET .*Microsoft.Network/(virtualNetworks|publicIPAddresses)/.*",
              "+/properties/*",
              "-/properties/*",
              "-/sku",
              "-/tags",
              "order of *",
              "~/properties/subnets/0/properties/privateEndpointNetworkPolicies"),
          different(
              "The OS disk of an image is a whole number of GiB here.",
              "canCreateVirtualMachineFromPIR\\w+ .*/disks/.*",
              "~/properties/diskSizeBytes"),
          different(
              "Nothing runs in a machine here: its agent and the encryption are a test's to stage.",
              "canEncryptVirtualMachine .*/virtualMachines/.*",
              "-/properties/instanceView/*",
              "~/properties/instanceView/*"),
          different(
              "Microsoft took the SAS out of the recording.",
              ".*DiskOperations.*",
              "~/accessSAS",
              "~/properties/output/accessSAS"),
          different(
              "Its pages count objects that had been deleted before, which the session does not"
                  + " name; so some are short or empty and have a nextLink all the same.",
              "list(Keys|Secrets)For.* GET .*/(keys|secrets|deletedkeys) ",
              "~/value",
              "~/nextLink"));

  private static Rule notCalled(String reason, String calls) {
    return new Rule(Excuse.Sort.NOT_CALLED, reason, Pattern.compile(calls), Set.of());
  }

  private static Rule older(String reason, String calls, String... differences) {
    return new Rule(Excuse.Sort.OLDER, reason, Pattern.compile(calls), Set.of(differences));
  }

  private static Rule different(String reason, String calls, String... differences) {
    return new Rule(Excuse.Sort.DIFFERENT, reason, Pattern.compile(calls), Set.of(differences));
  }

  /** Those that excuse something of a call. */
  static List<Excuse> of(Recorded call, Map<String, String> differences) {
    return RULES.stream()
        .filter(rule -> rule.covers(call))
        .map(rule -> rule.of(call))
        .filter(
            excuse ->
                excuse.sort() == Excuse.Sort.NOT_CALLED
                    || differences.keySet().stream().anyMatch(excuse::excuses))
        .map(
            excuse -> excuse.sort() == Excuse.Sort.NOT_CALLED ? excuse : shown(excuse, differences))
        .toList();
  }

  /** The excuse with those of its differences that this call shows. */
  private static Excuse shown(Excuse excuse, Map<String, String> differences) {
    var shown = new TreeSet<String>();
    excuse.differences().stream()
        .filter(
            known ->
                differences.keySet().stream()
                    .anyMatch(new Excuse(excuse.sort(), "", Set.of(known), Set.of())::excuses))
        .forEach(shown::add);
    return new Excuse(excuse.sort(), excuse.reason(), shown, excuse.exchanges());
  }

  /** The reasons that no call of any session needs. */
  static List<String> unused(List<Verdict> verdicts) {
    return RULES.stream()
        .flatMap(
            rule ->
                rule.differences().stream()
                    .filter(
                        known ->
                            verdicts.stream()
                                .flatMap(verdict -> verdict.excuses().stream())
                                .noneMatch(
                                    used ->
                                        used.reason().equals(rule.reason())
                                            && used.differences().contains(known)))
                    .map(known -> rule.reason() + " " + known))
        .toList();
  }
}
