package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.LinkTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a link is looked up")
class LinkResolverTest {

  private final List<SubscriberId> sought = new ArrayList<>();
  private final LinkTokens links =
      new LinkTokens(
          () -> new LinkKeys(LinkKey.of(new byte[32]), Optional.empty()),
          Duration.ofDays(400),
          InstantSource.fixed(Instant.parse("2026-11-26T09:00:00Z")));
  private final LinkResolver reader =
      new LinkResolver(links, new RecordingStore(new InMemorySubscribers()), new NoTopics());

  @Test
  @DisplayName("is the place of its subscriber if it is signed")
  void looksUpSubscriberOfSignedLink() {
    assertThat(
            reader.resolve(
                LinkPurpose.UNSUBSCRIBE,
                links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"))))
        .hasValueSatisfying(resolution -> assertThat(resolution.target()).isEmpty());

    assertThat(sought).containsExactly(new SubscriberId("ann"));
  }

  @Test
  @DisplayName("leads nowhere if it is not signed, has expired or is for another purpose")
  void readsNothingForForgedLinks() {
    String expired =
        new LinkTokens(
                () -> new LinkKeys(LinkKey.of(new byte[32]), Optional.empty()),
                Duration.ofDays(400),
                InstantSource.fixed(Instant.parse("2025-06-01T09:00:00Z")))
            .sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    for (int i = 0; i < 1_000; i++) {
      assertThat(reader.resolve(LinkPurpose.UNSUBSCRIBE, "AVbad" + i)).isEmpty();
    }
    assertThat(reader.resolve(LinkPurpose.UNSUBSCRIBE, expired)).isEmpty();
    assertThat(reader.resolve(LinkPurpose.UNSUBSCRIBE, links.sign(LinkClaims.preferences("ann"))))
        .isEmpty();

    assertThat(sought).isEmpty();
  }

  private final class RecordingStore implements ForwardingSubscriberRepository {
    private final SubscriberRepository store;

    private RecordingStore(SubscriberRepository store) {
      this.store = store;
    }

    @Override
    public SubscriberRepository store() {
      return store;
    }

    @Override
    public Optional<SubscriberRecord> findInConstantTime(SubscriberId id) {
      sought.add(id);
      return store.findInConstantTime(id);
    }
  }

  private static final class NoTopics implements TopicStore {
    @Override
    public void save(Topic topic) {
      throw new AssertionError("links change no topic");
    }

    @Override
    public Optional<Topic> find(TopicId id) {
      return Optional.empty();
    }

    @Override
    public List<Topic> listTopics() {
      return List.of();
    }
  }
}
