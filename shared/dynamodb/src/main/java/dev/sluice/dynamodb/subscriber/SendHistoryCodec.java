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
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Encodes a subscriber's send history in bytes: about 15 for a send.
 *
 * <p>Version, number of topics, topics; then for each send: the topic's place among the topics
 * times two, plus one if unconfirmed; milliseconds since the send before (since 1970 for the
 * first); its events, a bit for each; the 8 bytes of its key. The first version had no events; it
 * is read and no longer written.
 */
final class SendHistoryCodec {

  private static final int VERSION = 2;
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
      packer
          .unsigned(2L * topics.indexOf(send.topic()) + unconfirmed)
          .signed(at - before)
          .unsigned(eventBits(send.events()))
          .fixed64(send.key().value());
      before = at;
    }
    return packer.toByteArray();
  }

  static List<SendRecord> decode(String attribute, byte[] bytes) {
    boolean former = bytes.length > 0 && bytes[0] == VERSION_WITHOUT_EVENTS;
    BinaryDecoder unpacker =
        new BinaryDecoder(attribute, former ? VERSION_WITHOUT_EVENTS : VERSION, bytes);
    List<TopicId> topics = unpacker.counted(() -> new TopicId(unpacker.text()));
    InstantDeltaDecoder time = new InstantDeltaDecoder();
    return unpacker.remaining(() ->
        former
            ? decodeSend(unpacker, topics, time, () -> Set.of())
            : decodeSend(unpacker, topics, time, () -> decodeEvents(unpacker)));
  }

  private static SendRecord decodeSend(
      BinaryDecoder unpacker,
      List<TopicId> topics,
      InstantDeltaDecoder time,
      Supplier<Set<SendEvent>> heard) {
    int place = unpacker.integer();
    if (place < 0 || place / 2 >= topics.size()) {
      throw unpacker.corrupted();
    }
    Instant at = time.next(unpacker.signed());
    Set<SendEvent> news = heard.get();
    return new SendRecord(
        at,
        topics.get(place / 2),
        new SendKey(unpacker.fixed64()),
        place % 2 == 1 ? Confirmation.UNCONFIRMED : Confirmation.SENT,
        news);
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
