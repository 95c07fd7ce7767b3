package dev.sluice.dynamodb.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.dynamodb.item.BinaryEncoder;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemSizeCalculator;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("Of a standing as it is stored")
final class SubscriberStateCodecTest {

  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  private static final TopicId OFFERS = new TopicId("offers");

  /** What a UUID or a speaking name takes. */
  private static final String LONG_ID = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

  @Test
  @DisplayName("what is written is read")
  void decodesWhatItEncoded() {
    RandomSubscriberStates standings = new RandomSubscriberStates(20261122);
    for (int i = 0; i < 5_000; i++) {
      SubscriberState standing = standings.next();
      assertThat(SubscriberStateCodec.decode(new Item(SubscriberStateCodec.encode(standing, i))))
          .as("standing %s", i)
          .isEqualTo(standing);
    }
  }

  @Test
  @DisplayName("what is empty is not stored")
  void storesNothingThatIsEmpty() {
    SubscriberState blank = SubscriberState.initial(new SubscriberId("anna")).withNextVersion();
    assertThat(SubscriberStateCodec.encode(blank, 7)).containsOnlyKeys("shard", "item", "v", "w");
  }

  @Test
  @DisplayName("40 sends in 90 days, each heard of, 2 waiting and 4 choices stay below 1 KB")
  void aTypicalStateCostsOneWriteUnit() {
    Map<String, AttributeValue> item = SubscriberStateCodec.encode(busy(LONG_ID), Long.MIN_VALUE);
    assertThat(ItemSizeCalculator.sizeOf(item)).isLessThan(1024);
    assertThat(ItemSizeCalculator.sizeOf(SubscriberStateCodec.encode(busy("customer-1"), 7)))
        .isLessThan(1024);
  }

  @Test
  @DisplayName("a history of the first format, which knew nothing of feedback, is read")
  void decodesTheFirstHistoryFormat() {
    BinaryEncoder former = new BinaryEncoder(1).unsigned(1).text("offers");
    former.unsigned(1).signed(START.toEpochMilli()).fixed64(17);
    former.unsigned(0).signed(1000).fixed64(18);
    assertThat(SubscriberStateCodec.decode(with("h", former.toByteArray())).history())
        .containsExactly(
            new SendRecord(START, OFFERS, new SendKey(17), Confirmation.UNCONFIRMED),
            new SendRecord(START.plusSeconds(1), OFFERS, new SendKey(18), Confirmation.SENT));
  }

  @Test
  @DisplayName("a history of the second format, which knew no delivery delays, is read")
  void decodesTheSecondHistoryFormat() {
    BinaryEncoder former = new BinaryEncoder(2).unsigned(2).text("news").text("offers");
    former.unsigned(3).signed(START.toEpochMilli()).unsigned(2).fixed64(17);
    assertThat(SubscriberStateCodec.decode(with("h", former.toByteArray())).history())
        .containsExactly(
            new SendRecord(
                START,
                OFFERS,
                new SendKey(17),
                Confirmation.UNCONFIRMED,
                Set.of(SendEvent.DELIVERED)));
  }

  @Test
  @DisplayName("news that this version does not know are refused, not forgotten at the next write")
  void rejectsUnknownSendEvents() {
    BinaryEncoder later = new BinaryEncoder(2).unsigned(1).text("offers");
    later.unsigned(0).signed(START.toEpochMilli()).unsigned(1L << 40).fixed64(17);
    assertThatThrownBy(() -> SubscriberStateCodec.decode(with("h", later.toByteArray())))
        .isInstanceOf(UnreadableItemException.class)
        .hasMessageContaining("'h'");
  }

  @Test
  @DisplayName("an unknown format is refused by name")
  void rejectsUnknownFormats() {
    for (String attribute : List.of("h", "q")) {
      assertThatThrownBy(() -> SubscriberStateCodec.decode(with(attribute, new byte[] {9, 0, 0})))
          .isInstanceOf(UnreadableItemException.class)
          .hasMessageContaining("'" + attribute + "'")
          .hasMessageContaining("version 9");
    }
  }

  @Test
  @DisplayName("a damaged item is refused, and never read as another standing")
  void rejectsCorruptedItems() {
    Random random = new Random(42);
    Map<String, AttributeValue> item = SubscriberStateCodec.encode(busy("anna"), 7);
    byte[] history = item.get("h").b().asByteArray();
    for (int length = 0; length < history.length; length++) {
      byte[] cut = Arrays.copyOf(history, length);
      try {
        int read = SubscriberStateCodec.decode(with("h", cut)).history().size();
        assertThat(read).as("whole sends only").isLessThan(40);
      } catch (UnreadableItemException expected) {
        assertThat(expected).hasMessageContaining("'h'");
      }
    }
    byte[] noise = new byte[100];
    for (int i = 0; i < 1_000; i++) {
      random.nextBytes(noise);
      noise[0] = (byte) (1 + i % 3);
      try {
        SubscriberStateCodec.decode(with("h", noise));
      } catch (RuntimeException expected) {
        assertThat(expected)
            .isInstanceOfAny(
                UnreadableItemException.class,
                InvalidInputException.class,
                DateTimeException.class);
      }
    }
  }

  @Test
  @DisplayName("a missing attribute is named")
  void namesMissingAttributes() {
    Map<String, AttributeValue> item = new HashMap<>(SubscriberStateCodec.encode(busy("anna"), 7));
    item.remove("v");
    assertThatThrownBy(() -> SubscriberStateCodec.decode(new Item(item)))
        .isInstanceOf(UnreadableItemException.class)
        .hasMessageContaining("'v'");
  }

  private static Item with(String attribute, byte[] bytes) {
    Map<String, AttributeValue> item = new HashMap<>(SubscriberStateCodec.encode(busy("anna"), 7));
    item.put(attribute, ItemBuilder.bytes(bytes));
    return new Item(item);
  }

  /** A send every 54 hours, to 4 topics. */
  private static SubscriberState busy(String id) {
    Random random = new Random(7);
    List<String> topics = List.of("offers", "news", "tips", "partner-offers");
    List<SendRecord> history = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      history.add(
          new SendRecord(
              START.plus(Duration.ofHours(54).multipliedBy(i)).plusMillis(random.nextInt(1000)),
              new TopicId(topics.get(i % 4)),
              new SendKey(random.nextLong()),
              i % 9 == 0 ? Confirmation.UNCONFIRMED : Confirmation.SENT,
              i % 3 == 0
                  ? Set.of(SendEvent.DELIVERED, SendEvent.CLICKED)
                  : Set.of(SendEvent.DELIVERED),
              Optional.of(Duration.ofSeconds(2))));
    }
    Consents consents = Consents.INITIAL;
    for (String topic : topics) {
      consents = consents.withCadence(new TopicId(topic), Cadence.EVERY_TWO_WEEKS);
    }
    Instant due = START.plus(Duration.ofDays(91)).plusMillis(123);
    List<DeferredSend> waiting =
        List.of(
            new DeferredSend(new CampaignId(LONG_ID), new TopicId("offers"), due),
            new DeferredSend(
                new CampaignId("winter-sale-2026"), new TopicId("partner-offers"), due));
    return new SubscriberState(
        new SubscriberId(id),
        43,
        consents,
        history,
        waiting,
        List.of(),
        Optional.of(due),
        Optional.of(START.plus(Duration.ofDays(88))));
  }
}
