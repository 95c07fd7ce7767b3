package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.dynamodb.item.BinaryDecoder;
import dev.sluice.dynamodb.item.BinaryEncoder;
import dev.sluice.dynamodb.item.InstantDeltaDecoder;
import dev.sluice.dynamodb.item.StoredCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Encodes a subscriber's send history in bytes: about 15 for a send.
 *
 * <p>Version, number of topics, topics; then for each send: the topic's place among the topics
 * times four, plus one if unconfirmed, plus two if a delivery delay follows; milliseconds since the
 * send before (since 1970 for the first); its events, a bit for each; the 8 bytes of its key; the
 * delivery delay in seconds. The first version had no events and the second no delivery delays;
 * both are read and no longer written.
 */
final class SendHistoryCodec {

  private static final int VERSION = 3;
  private static final int VERSION_WITHOUT_DELAYS = 2;
  private static final int VERSION_WITHOUT_EVENTS = 1;

  private SendHistoryCodec() {}

  static byte[] encode(List<SendRecord> history) {
    List<TopicId> topics =
        List.copyOf(new LinkedHashSet<>(history.stream().map(SendRecord::topic).toList()));
    BinaryEncoder packer = new BinaryEncoder(VERSION).unsigned(topics.size());
    topics.forEach(topic -> packer.text(topic.value()));
    long before = 0;
    for (SendRecord send : history) {
      long at = send.at().toEpochMilli();
      int unconfirmed = send.confirmation() == Confirmation.UNCONFIRMED ? 1 : 0;
      int delayed = send.deliveryDelay().isPresent() ? 2 : 0;
      packer
          .unsigned(4L * topics.indexOf(send.topic()) + delayed + unconfirmed)
          .signed(at - before)
          .unsigned(eventBits(send.events()))
          .fixed64(send.key().value());
      send.deliveryDelay().ifPresent(delay -> packer.unsigned(delay.toSeconds()));
      before = at;
    }
    return packer.toByteArray();
  }

  static List<SendRecord> decode(String attribute, byte[] bytes) {
    int version =
        bytes.length > 0 && bytes[0] >= VERSION_WITHOUT_EVENTS && bytes[0] < VERSION
            ? bytes[0]
            : VERSION;
    BinaryDecoder unpacker = new BinaryDecoder(attribute, version, bytes);
    List<TopicId> topics = unpacker.counted(() -> new TopicId(unpacker.text()));
    InstantDeltaDecoder time = new InstantDeltaDecoder();
    return unpacker.remaining(() -> decodeSend(unpacker, version, topics, time));
  }

  private static SendRecord decodeSend(
      BinaryDecoder unpacker, int version, List<TopicId> topics, InstantDeltaDecoder time) {
    int head = unpacker.integer();
    boolean hasDelays = version > VERSION_WITHOUT_DELAYS;
    int place = head / (hasDelays ? 4 : 2);
    if (head < 0 || place >= topics.size()) {
      throw unpacker.corrupted();
    }
    Instant at = time.next(unpacker.signed());
    Set<SendEvent> events = version > VERSION_WITHOUT_EVENTS ? decodeEvents(unpacker) : Set.of();
    SendKey key = new SendKey(unpacker.fixed64());
    Optional<Duration> delay =
        hasDelays && (head & 2) != 0
            ? Optional.of(Duration.ofSeconds(unpacker.unsigned()))
            : Optional.empty();
    return new SendRecord(
        at,
        topics.get(place),
        key,
        (head & 1) == 1 ? Confirmation.UNCONFIRMED : Confirmation.SENT,
        events,
        delay);
  }

  private static long eventBits(Set<SendEvent> heard) {
    return heard.stream().mapToLong(news -> 1L << StoredCodes.encode(news)).sum();
  }

  private static Set<SendEvent> decodeEvents(BinaryDecoder unpacker) {
    long bits = unpacker.unsigned();
    Set<SendEvent> heard = EnumSet.noneOf(SendEvent.class);
    for (SendEvent news : SendEvent.values()) {
      if ((bits >> StoredCodes.encode(news) & 1) == 1) {
        heard.add(news);
      }
    }
    if (eventBits(heard) != bits) {
      throw unpacker.corrupted(); // a bit that this version does not know must not be lost
    }
    return heard;
  }
}
