package dev.sluice.aws.store;

import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was sent, as bytes: about 15 for a send.
 *
 * <p>Version, number of topics, topics; then for each send: the topic's place among the topics
 * times two, plus one if unconfirmed; milliseconds since the send before (since 1970 for the
 * first); what was heard of it, a bit for each; the 8 bytes of its key. The first version had
 * nothing heard in it; it is read and no longer written.
 */
final class HistoryCodec {

  private static final int VERSION = 2;
  private static final int WITHOUT_HEARD = 1;

  private HistoryCodec() {}

  static byte[] write(List<SendRecord> history) {
    List<TopicId> topics =
        List.copyOf(new LinkedHashSet<>(history.stream().map(SendRecord::topic).toList()));
    Packer packer = new Packer(VERSION).unsigned(topics.size());
    topics.forEach(topic -> packer.text(topic.value()));
    long before = 0;
    for (SendRecord send : history) {
      long at = send.at().toEpochMilli();
      int unconfirmed = send.confirmation() == Confirmation.UNCONFIRMED ? 1 : 0;
      packer
          .unsigned(2L * topics.indexOf(send.topic()) + unconfirmed)
          .signed(at - before)
          .unsigned(bits(send.heard()))
          .word(send.key().value());
      before = at;
    }
    return packer.bytes();
  }

  static List<SendRecord> read(String attribute, byte[] bytes) {
    boolean former = bytes.length > 0 && bytes[0] == WITHOUT_HEARD;
    Unpacker unpacker = new Unpacker(attribute, former ? WITHOUT_HEARD : VERSION, bytes);
    List<TopicId> topics = unpacker.counted(() -> new TopicId(unpacker.text()));
    RunningInstant time = new RunningInstant();
    return unpacker.rest(() ->
        former
            ? send(unpacker, topics, time, () -> Set.of())
            : send(unpacker, topics, time, () -> heard(unpacker)));
  }

  private static SendRecord send(
      Unpacker unpacker, List<TopicId> topics, RunningInstant time, Supplier<Set<Heard>> heard) {
    int place = unpacker.integer();
    if (place < 0 || place / 2 >= topics.size()) {
      throw unpacker.damaged();
    }
    Instant at = time.plus(unpacker.signed());
    Set<Heard> news = heard.get();
    return new SendRecord(
        at,
        topics.get(place / 2),
        new SendKey(unpacker.word()),
        place % 2 == 1 ? Confirmation.UNCONFIRMED : Confirmation.SENT,
        news);
  }

  private static long bits(Set<Heard> heard) {
    return heard.stream().mapToLong(news -> 1L << Codes.of(news)).sum();
  }

  private static Set<Heard> heard(Unpacker unpacker) {
    long bits = unpacker.unsigned();
    Set<Heard> heard = EnumSet.noneOf(Heard.class);
    for (Heard news : Heard.values()) {
      if ((bits >> Codes.of(news) & 1) == 1) {
        heard.add(news);
      }
    }
    if (bits(heard) != bits) {
      throw unpacker.damaged(); // a bit that this version does not know must not be lost
    }
    return heard;
  }
}
