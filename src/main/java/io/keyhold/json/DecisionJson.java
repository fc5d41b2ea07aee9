package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Action;
import io.keyhold.domain.Decision;

/** What the gate decided. An action that a later release wrote is read as refuse, the strictest. */
final class DecisionJson {

  private DecisionJson() {}

  static ObjectNode of(Decision decision) {
    ObjectNode node = Json.object().put("action", word(decision.action()));
    node.set("causes", ProblemJson.stored(decision.causes()));
    return node;
  }

  static Decision read(Members members) {
    return new Decision(action(members.text("action")), members.list("causes", ProblemJson::read));
  }

  private static String word(Action action) {
    return switch (action) {
      case PROCEED -> "proceed";
      case WAIT -> "wait";
      case HOLD -> "hold";
      case REFUSE -> "refuse";
    };
  }

  private static Action action(String word) {
    return switch (word) {
      case "proceed" -> Action.PROCEED;
      case "wait" -> Action.WAIT;
      case "hold" -> Action.HOLD;
      default -> Action.REFUSE;
    };
  }
}
