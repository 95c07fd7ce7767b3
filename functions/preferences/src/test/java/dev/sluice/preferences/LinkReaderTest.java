package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.ForwardingStandings;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a link is looked up")
class LinkReaderTest {

  private final List<SubscriberId> sought = new ArrayList<>();
  private final SignedLinks links =
      new SignedLinks(
          () -> new LinkKeys(LinkKey.of(new byte[32]), Optional.empty()),
          Duration.ofDays(400),
          InstantSource.fixed(Instant.parse("2026-11-26T09:00:00Z")));
  private final LinkReader reader =
      new LinkReader(links, new Watched(new MemorySubscribers()), new NoTopics());

  @Test
  @DisplayName("is the place of its subscriber if it is signed")
  void signed() {
    reader.read(
        LinkPurpose.UNSUBSCRIBE, links.sign(LinkClaims.unsubscribe("ann", "offers", "spring")));

    assertThat(sought).containsExactly(new SubscriberId("ann"));
  }

  @Test
  @DisplayName("is one place for each link that nobody signed, in every shard alike")
  void forged() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(reader.open(LinkPurpose.UNSUBSCRIBE, "AVbad" + i)).isEmpty();
    }

    assertThat(sought).hasSize(1_000);
    assertThat(new HashSet<>(sought.stream().map(Shard::of).toList())).hasSize(Shard.COUNT);
  }

  private final class Watched implements ForwardingStandings {
    private final StandingStore store;

    private Watched(StandingStore store) {
      this.store = store;
    }

    @Override
    public StandingStore store() {
      return store;
    }

    @Override
    public Optional<SubscriberRecord> readOrNeighbour(SubscriberId id) {
      sought.add(id);
      return store.readOrNeighbour(id);
    }
  }

  private static final class NoTopics implements TopicStore {
    @Override
    public void put(Topic topic) {
      throw new AssertionError("links change no topic");
    }

    @Override
    public Optional<Topic> read(TopicId id) {
      return Optional.empty();
    }

    @Override
    public List<Topic> list() {
      return List.of();
    }
  }
}
