package io.keyhold.access;

import io.keyhold.domain.Problem;

/** A right of which could not be found out whether the app has it. */
public record Unclear(String action, Missing.Kind kind, String why, Problem cause) {}
