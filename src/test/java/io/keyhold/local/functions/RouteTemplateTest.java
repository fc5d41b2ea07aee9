package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteTemplateTest {
  private static Optional<Map<String, String>> match(String route, String path) {
    return RouteTemplate.of("api", route).match(path);
  }

  @Test
  void aParameterTakesOneSegment() {
    assertThat(match("restores/{id}", "/api/restores/r1")).hasValue(Map.of("id", "r1"));
    assertThat(match("restores/{id}", "/api/restores")).isEmpty();
    assertThat(match("restores/{id}", "/api/restores/r1/more")).isEmpty();
  }

  @Test
  void anOptionalParameterMayBeMissing() {
    assertThat(match("restores/{id?}", "/api/restores")).hasValue(Map.of());
    assertThat(match("restores/{id?}", "/api/restores/r1")).hasValue(Map.of("id", "r1"));
  }

  @Test
  void aCatchAllTakesTheRest() {
    assertThat(match("files/{*path}", "/api/files/a/b%20c")).hasValue(Map.of("path", "a/b c"));
    assertThat(match("files/{*path}", "/api/files")).hasValue(Map.of());
  }

  @Test
  void valuesAreDecodedButForSlashes() {
    assertThat(match("restores/{id}", "/api/restores/a%2Fb%41%zz"))
        .hasValue(Map.of("id", "a%2FbA%zz"));
  }

  @Test
  void literalsHaveNoCaseAndValuesDo() {
    assertThat(match("restores/{id}", "/API/Restores/R1/")).hasValue(Map.of("id", "R1"));
  }

  @Test
  void withoutAPrefixARouteStartsAtTheRoot() {
    assertThat(RouteTemplate.of("", "machines").match("/machines")).hasValue(Map.of());
  }

  @Test
  void theMostLiteralTemplateComesFirst() {
    List<String> sorted =
        Stream.of("a/{*rest}", "a/{x?}", "a/{x}", "a/{x}/b", "a/b")
            .map(route -> RouteTemplate.of("", route))
            .sorted(RouteTemplate.MOST_LITERAL_FIRST)
            .map(RouteTemplate::text)
            .toList();
    assertThat(sorted).containsExactly("a/b", "a/{x}/b", "a/{x}", "a/{x?}", "a/{*rest}");
  }

  @Test
  void constraintsAreRefusedRatherThanIgnored() {
    assertThatThrownBy(() -> RouteTemplate.of("api", "restores/{id:int}"))
        .hasMessageContaining("{id:int}");
    assertThatThrownBy(() -> RouteTemplate.of("api", "restores/r-{id}"))
        .hasMessageContaining("whole segments");
  }
}
