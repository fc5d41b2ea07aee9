package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInstanceViewInner;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.VirtualMachineExtensionInstanceView;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.AdeStatus;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.GuestReport;
import io.keyhold.domain.KeyRef;
import io.keyhold.json.Json;
import io.keyhold.json.Members;
import io.keyhold.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the running machine tells, from its instance view (exchanges, vm-instance-view). */
final class GuestReading {

  private static final String POWER = "PowerState/";
  private static final String RUNNING = "PowerState/running";
  private static final String ADE = "microsoft.azure.security.azurediskencryption";
  private static final int LONGEST_MESSAGE = 10_000;

  private GuestReading() {}

  static GuestReport of(VirtualMachineInner machine) {
    Optional<VirtualMachineInstanceViewInner> view = Optional.ofNullable(machine.instanceView());
    List<VirtualMachineExtensionInstanceView> ade =
        Values.list(view.map(VirtualMachineInstanceViewInner::extensions).orElse(null)).stream()
            .filter(one -> Values.orEmpty(one.type()).toLowerCase(Locale.ROOT).startsWith(ADE))
            .toList();
    return new GuestReport(
        view.map(GuestReading::silence).orElse(Optional.of("Azure shows no instance view of it")),
        ade.stream().flatMap(one -> status(one).stream()).findFirst(),
        ade.stream().flatMap(one -> named(one, machine).stream()).limit(1).toList());
  }

  private static Optional<String> silence(VirtualMachineInstanceViewInner view) {
    Optional<String> power =
        Values.list(view.statuses()).stream()
            .map(InstanceViewStatus::code)
            .filter(code -> code != null && code.startsWith(POWER))
            .findFirst();
    if (power.filter(RUNNING::equalsIgnoreCase).isEmpty()) {
      return Optional.of(
          "it is not running: "
              + power.map(code -> code.substring(POWER.length())).orElse("no power state"));
    }
    return view.vmAgent() == null || reports(view)
        ? Optional.empty()
        : Optional.of("its agent does not report");
  }

  private static boolean reports(VirtualMachineInstanceViewInner view) {
    return Values.list(view.vmAgent().statuses()).stream()
        .noneMatch(status -> "ProvisioningState/Unavailable".equalsIgnoreCase(status.code()));
  }

  /** The message of the substatus is a JSON text of its own: {@code {"os": …, "data": …}}. */
  private static Optional<AdeStatus> status(VirtualMachineExtensionInstanceView extension) {
    return Values.list(extension.substatuses()).stream()
        .flatMap(substatus -> parsed(Values.orEmpty(substatus.message())).stream())
        .findFirst();
  }

  private static Optional<AdeStatus> parsed(String message) {
    try {
      Members members = Json.parse(message.getBytes(StandardCharsets.UTF_8), LONGEST_MESSAGE);
      return Optional.of(new AdeStatus(content(members, "os"), content(members, "data")));
    } catch (UnreadableJsonException notThatMessage) {
      return Optional.empty();
    }
  }

  private static AdeStatus.Content content(Members members, String name) {
    return switch (members.optionalText(name).orElse("").toLowerCase(Locale.ROOT)) {
      case "encrypted" -> AdeStatus.Content.ENCRYPTED;
      case "notencrypted" -> AdeStatus.Content.NOT_ENCRYPTED;
      case "encryptioninprogress", "decryptioninprogress", "vmrestartpending" ->
          AdeStatus.Content.CHANGING;
      default -> AdeStatus.Content.NOT_SAID;
    };
  }

  /** Dual pass: the status message is the URL of the BEK's secret (azure-facts.md §1.2). */
  private static Optional<AdeVolume> named(
      VirtualMachineExtensionInstanceView extension, VirtualMachineInner machine) {
    return Values.list(extension.statuses()).stream()
        .map(status -> Values.orEmpty(status.message()).strip())
        .filter(GuestReading::isSecret)
        .findFirst()
        .map(url -> new AdeVolume(Optional.of(url), ExtensionSettings.kekUrl(machine)));
  }

  private static boolean isSecret(String message) {
    return KeyRef.parse(message).filter(ref -> ref.kind() == KeyRef.Kind.SECRET).isPresent();
  }
}
