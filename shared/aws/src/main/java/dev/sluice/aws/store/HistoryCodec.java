package dev.sluice.aws.store;

import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What was sent, as bytes: about 14 for a send.
 *
 * <p>Version, number of topics, topics; then for each send: the topic's place among the topics
 * times two, plus one if unconfirmed; milliseconds since the send before (since 1970 for the
 * first); the 8 bytes of its key.
 */
final class HistoryCodec {

  private static final int VERSION = 1;

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
          .word(send.key().value());
      before = at;
    }
    return packer.bytes();
  }

  static List<SendRecord> read(String attribute, byte[] bytes) {
    Unpacker unpacker = new Unpacker(attribute, VERSION, bytes);
    List<TopicId> topics = unpacker.counted(() -> new TopicId(unpacker.text()));
    RunningInstant time = new RunningInstant();
    return unpacker.rest(() -> send(unpacker, topics, time));
  }

  private static SendRecord send(Unpacker unpacker, List<TopicId> topics, RunningInstant time) {
    int place = unpacker.integer();
    if (place < 0 || place / 2 >= topics.size()) {
      throw unpacker.damaged();
    }
    return new SendRecord(
        time.plus(unpacker.signed()),
        topics.get(place / 2),
        new SendKey(unpacker.word()),
        place % 2 == 1 ? Confirmation.UNCONFIRMED : Confirmation.SENT);
  }
}
