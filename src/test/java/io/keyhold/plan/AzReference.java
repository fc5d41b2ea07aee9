package io.keyhold.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of az that kits and plans may use, with the options that each has. Most were looked
 * up in the CLI's own argument definitions (Azure/azure-cli, command modules vm, network and
 * keyvault); the later options of {@code vm create} and those of role and ad are known but were not
 * looked up, and none was run against the real az yet. A line that is not in here is a mistake
 * until somebody has looked it up.
 */
public final class AzReference {

  private static final Set<String> GLOBAL = Set.of("--query", "-o", "--subscription");

  private static final Map<String, Set<String>> OPTIONS = new TreeMap<>();

  static {
    command("login", "");
    command("account set", "");
    command("ad signed-in-user show", "");
    command(
        "disk create",
        "--resource-group --name --location --source --sku --zone --os-type --hyper-v-generation"
            + " --security-type --encryption-type --disk-encryption-set --network-access-policy"
            + " --public-network-access");
    command("disk show", "--resource-group --name");
    command(
        "disk update", "--resource-group --name --network-access-policy --public-network-access");
    command("disk grant-access", "--resource-group --name --access-level --duration-in-seconds");
    command("disk revoke-access", "--resource-group --name");
    command("disk-encryption-set show", "--resource-group --name");
    command("network nic create", "--resource-group --name --location --subnet");
    command("network nic show", "--ids");
    command(
        "vm create",
        "--resource-group --name --location --zone --nics --attach-os-disk --os-type --size"
            + " --security-type --enable-secure-boot --enable-vtpm --encryption-at-host"
            + " --disk-controller-type --license-type --ultra-ssd-enabled --plan-name"
            + " --plan-product --plan-publisher");
    command("vm deallocate", "--resource-group --name");
    command(
        "vm disk attach",
        "--resource-group --vm-name --name --lun --caching --enable-write-accelerator");
    command("vm disk detach", "--resource-group --vm-name --name");
    command("keyvault show", "--name");
    command("keyvault recover", "--name");
    command("keyvault secret show", "--id");
    command("keyvault secret set-attributes", "--id --enabled");
    command("keyvault secret recover", "--vault-name --name");
    command("keyvault key set-attributes", "--id --enabled");
    command("keyvault key recover", "--vault-name --hsm-name --name");
    command("role assignment create", "--assignee --role --scope");
    command("rest", "--method --url --resource --body");
  }

  /** After this az is called: the start of a line, a pipe, a substitution, a comment. */
  private static final Pattern LINE = Pattern.compile("(?m)(?:^|[(|;&]|# )\\s*az ([a-z].*)");

  private static final Pattern QUOTED =
      Pattern.compile("'[^']*'|\"(\\$\\((\"[^\"]*\"|[^)\"])*\\)|[^\"])*\"");

  /** An option that is only given where its variable is set. */
  private static final Pattern CONDITIONAL = Pattern.compile("\\$\\{\\w+:\\+(--[a-z-]+) VALUE}");

  private AzReference() {}

  private static void command(String name, String options) {
    OPTIONS.put(name, new TreeSet<>(Arrays.asList(options.split(" "))));
  }

  /** Fails where a command, or an option of one, does not exist. */
  public static void check(List<String> words) {
    String command = command(words);
    assertThat(OPTIONS).as("the commands of az, for az %s", words).containsKey(command);
    for (String word : words) {
      assertThat(!word.startsWith("-") || exists(command, word))
          .as("az %s has the option %s", command, word)
          .isTrue();
    }
  }

  private static boolean exists(String command, String option) {
    return GLOBAL.contains(option) || OPTIONS.get(command).contains(option);
  }

  /** The words before the first option. */
  public static String command(List<String> words) {
    return String.join(" ", words.stream().takeWhile(word -> !word.startsWith("-")).toList());
  }

  /** Checks every az line of a script, also within others, and says how many there were. */
  static int checkScript(String script) {
    Matcher lines = LINE.matcher(script.replace("\\\n", " "));
    int found = 0;
    while (lines.find()) {
      String plain = QUOTED.matcher(lines.group(1)).replaceAll("VALUE");
      String alone = CONDITIONAL.matcher(plain).replaceAll("$1 VALUE").split("[|;)>#]", 2)[0];
      check(List.of(alone.strip().split("\\s+")));
      found++;
    }
    return found;
  }
}
