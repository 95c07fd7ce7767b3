package dev.sluice.dynamodb.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a subscriber as it is stored")
final class SubscriberCodecTest {

  @Test
  @DisplayName("what is written is read")
  void decodesWhatItEncoded() {
    Random random = new Random(20261122);
    for (int i = 0; i < 2_000; i++) {
      Subscriber subscriber = subscriber(random);
      assertThat(SubscriberCodec.decode(new Item(SubscriberCodec.encode(subscriber))))
          .isEqualTo(subscriber);
    }
  }

  @ParameterizedTest
  @DisplayName("every stage is read")
  @EnumSource(LifecycleStage.class)
  void decodesEveryStage(LifecycleStage stage) {
    Subscriber subscriber =
        new Subscriber(
            new SubscriberId("a"),
            new EmailAddress("a@example.com"),
            Optional.empty(),
            Optional.empty(),
            stage,
            Map.of());
    assertThat(SubscriberCodec.decode(new Item(SubscriberCodec.encode(subscriber))).stage())
        .isEqualTo(stage);
  }

  @ParameterizedTest
  @DisplayName("a number is read to its last digit")
  @ValueSource(
      strings = {
        "0",
        "-12.5",
        "1E+37",
        "1E-38",
        "0.00000000000000000000000000000000000007",
        "12345678901234567890123456789012345678"
      })
  void keepsEveryDigit(String digits) {
    AttributeValue number = new AttributeValue.Number(new BigDecimal(digits));
    assertThat(AttributeValueCodec.decode(AttributeValueCodec.encode(number))).isEqualTo(number);
  }

  @Test
  @DisplayName("an unknown stage is refused")
  void rejectsUnknownStages() {
    var item = new HashMap<>(SubscriberCodec.encode(subscriber(new Random(1))));
    item.put("g", ItemBuilder.text("ASLEEP"));
    assertThatThrownBy(() -> SubscriberCodec.decode(new Item(item)))
        .isInstanceOf(UnreadableItemException.class)
        .hasMessageContaining("ASLEEP");
  }

  private static Subscriber subscriber(Random random) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put("text", new AttributeValue.Text(random.nextBoolean() ? "" : "Õie \"✓\" Mägi"));
    attributes.put(
        "number",
        new AttributeValue.Number(BigDecimal.valueOf(random.nextLong(), random.nextInt(36) - 18)));
    attributes.put("flag", new AttributeValue.Flag(random.nextBoolean()));
    attributes.put("day", new AttributeValue.Day(LocalDate.ofEpochDay(random.nextInt(40_000))));
    attributes.keySet().removeIf(_ -> random.nextBoolean());
    return new Subscriber(
        new SubscriberId("customer:" + random.nextInt() + "@shop"),
        new EmailAddress("x" + random.nextInt(1000) + "@example.com"),
        maybe(random, ZoneId.of(any(random, "Asia/Kolkata", "UTC", "+02:00"))),
        maybe(random, Locale.forLanguageTag(any(random, "et", "de-CH", "zh-Hant-TW"))),
        LifecycleStage.values()[random.nextInt(LifecycleStage.values().length)],
        attributes);
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static String any(Random random, String... values) {
    return List.of(values).get(random.nextInt(values.length));
  }
}
