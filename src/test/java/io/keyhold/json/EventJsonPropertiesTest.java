package io.keyhold.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.AtRest;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Change;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Event;
import io.keyhold.domain.Generated;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.PointId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventJsonPropertiesTest {

  private static final PointId POINT = new PointId("20261124T010000Z-0123456789ab");

  @Property(tries = 500)
  void whatIsWrittenIsReadBackAsItWas(@ForAll("events") Event event) {
    Event back = EventJson.read(POINT, EventJson.write(event));

    assertThat(back).isEqualTo(event);
    assertThat(references(back)).isEqualTo(references(event));
  }

  @Property(tries = 200)
  void theSameEventIsWrittenInTheSameBytes(@ForAll("events") Event event) {
    byte[] first = EventJson.write(event);

    assertThat(EventJson.write(EventJson.read(POINT, first))).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.UTF_8)).endsWith("}\n").doesNotContain("\r");
  }

  @Property(tries = 300)
  void bytesThatWereDamagedAreReadOrReportedAndNothingElse(
      @ForAll("events") Event event, @ForAll int where, @ForAll byte with) {
    byte[] bytes = EventJson.write(event);
    bytes[Math.floorMod(where, bytes.length)] = with;

    try {
      assertThat(EventJson.read(POINT, bytes)).isNotNull();
    } catch (BrokenChainException reported) {
      assertThat(reported.problem().subject()).isEqualTo(POINT.value());
    }
  }

  @Property(tries = 200)
  void textsThatAreAnythingAreReadOrReportedAndNothingElse(@ForAll("jsonLike") String text) {
    try {
      assertThat(EventJson.read(POINT, text.getBytes(StandardCharsets.UTF_8))).isNotNull();
    } catch (BrokenChainException reported) {
      assertThat(reported.problem().detail()).isNotEmpty();
    }
  }

  /** Key references and ids are equal whatever their letters; here the letters count. */
  private static List<String> references(Event event) {
    return event.change() instanceof Change.Gated gated
        ? gated.disks().stream().flatMap(EventJsonPropertiesTest::references).toList()
        : List.of();
  }

  private static Stream<String> references(DiskRecord disk) {
    Stream<String> inGuest =
        switch (disk.encryption().inGuest()) {
          case InGuest.AzureDiskEncryption ade ->
              ade.volumes().stream()
                  .flatMap(v -> Stream.concat(Stream.of(v.bek()), v.kek().stream()))
                  .map(KeyRef::written);
          case InGuest.SelfManaged own -> Stream.of(own.secret().written());
          case InGuest.Undeclared none -> Stream.of();
          case InGuest.KeptElsewhere none -> Stream.of();
          case InGuest.CloudLink none -> Stream.of();
          case InGuest.Unacceptable none -> Stream.of();
        };
    Stream<String> atRest =
        disk.encryption().atRest() instanceof AtRest.CustomerKey customer
            ? Stream.of(customer.set().value())
            : Stream.of();
    return Stream.concat(Stream.of(disk.disk().value()), Stream.concat(inGuest, atRest));
  }

  @Provide
  Arbitrary<Event> events() {
    return Generated.events();
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"change\"",
            "\"type\"",
            "\"gated\"",
            "\"format\"",
            "1",
            "1e99",
            "null",
            "true",
            "\"at\"",
            " ",
            "\"number\"",
            "\"run\"")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
