package io.keyhold.domain;

import java.util.Map;

/**
 * A machine as a list shows it.
 *
 * @param vmId the platform's own id of the machine: a name can be used again, this cannot
 * @param tags as written; {@link Tags} reads them
 */
public record MachineSummary(ArmId id, String vmId, String region, Map<String, String> tags) {
  public MachineSummary {
    tags = Map.copyOf(tags);
  }
}
