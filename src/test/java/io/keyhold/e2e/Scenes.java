package io.keyhold.e2e;

import java.util.List;
import java.util.stream.Stream;

/** The whole table; the order is that of the page. */
final class Scenes {

  private Scenes() {}

  static List<Scene> all() {
    List<Scene> all =
        Stream.of(SchemeScenes.all(), DiskScenes.all(), KeyScenes.all(), SetScenes.all())
            .flatMap(List::stream)
            .toList();
    return Stream.of(Scene.Chapter.values())
        .flatMap(chapter -> all.stream().filter(scene -> scene.chapter() == chapter))
        .toList();
  }
}
