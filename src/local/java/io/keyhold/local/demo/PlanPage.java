package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints an unlock plan for a person. */
final class PlanPage {
  private PlanPage() {}

  static void print(Story story, JsonNode plan) {
    story.line(
        "LUN %s, %s; horizon %s",
        plan.path("lun").asText(),
        plan.path("scheme").asText(),
        plan.at("/horizon/on").asText("none"));
    for (JsonNode step : plan.path("steps")) {
      story.text(step.path("use").asText(), step.path("text").asText());
      story.commands(step.path("command").asText());
    }
  }
}
