package io.keyhold.domain;

import java.util.Map;

/** Something that a restore makes and that exists: how far it is, and the tags it carries. */
public record Made(Progress progress, Map<String, String> tags) {
  public Made {
    tags = Map.copyOf(tags);
  }
}
