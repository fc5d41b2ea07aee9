package io.keyhold.access;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import java.util.Optional;

/**
 * What a caller wants to know besides.
 *
 * @param target a group to restore into: nothing but a restore names one
 * @param subnet a subnet for restored machines
 * @param after where the page before ended
 */
public record Question(Optional<GroupId> target, Optional<ArmId> subnet, Optional<String> after) {}
