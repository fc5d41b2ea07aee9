package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.domain.Problem;
import io.keyhold.fake.FakeWorld;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request for a machine needs besides that of one for disks. */
class RestoreRequestJsonTest {

  private static RestoreRequestJson.Reading read(String mode, String prefix, String subnet)
      throws JsonProcessingException {
    String body =
        """
        {"recoveryPoint": "20261124T010000Z-0123456789ab", "mode": "%s",
         "target": {"resourceGroup": "restored", "namePrefix": "%s"%s}}\
        """
            .formatted(mode, prefix, subnet.isEmpty() ? "" : ", \"subnetId\": \"" + subnet + "\"");
    return RestoreRequestJson.read(new ObjectMapper().readTree(body));
  }

  private static List<String> mistakes(String prefix, String subnet)
      throws JsonProcessingException {
    return read("machine", prefix, subnet) instanceof RestoreRequestJson.Reading.Invalid invalid
        ? invalid.problems().stream().map(Problem::subject).toList()
        : List.of();
  }

  @Test
  void aMachineNeedsASubnet() throws JsonProcessingException {
    assertThat(mistakes("twin", "")).containsExactly("target.subnetId");
    assertThat(mistakes("twin", FakeWorld.SUBNET.value())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualNetworks/v/subnets/s",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s/x"
      })
  void whatIsNoSubnetIsAMistake(String subnet) throws JsonProcessingException {
    assertThat(mistakes("twin", subnet)).containsExactly("target.subnetId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_twin", "twin-", "_twin"})
  void theNameOfAMachineIsStricterThanThatOfADisk(String prefix) throws JsonProcessingException {
    assertThat(mistakes(prefix, FakeWorld.SUBNET.value())).contains("target.namePrefix");
  }

  @Test
  void aNameOf64CharactersIsTheLongest() throws JsonProcessingException {
    assertThat(mistakes("a".repeat(64), FakeWorld.SUBNET.value())).isEmpty();
    assertThat(mistakes("a".repeat(65), FakeWorld.SUBNET.value()))
        .containsExactly("target.namePrefix");
  }

  @Test
  void disksNeedNeither() throws JsonProcessingException {
    assertThat(read("disks", "my_twin-", "any text"))
        .isInstanceOf(RestoreRequestJson.Reading.Valid.class);
  }
}
