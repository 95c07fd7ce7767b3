package dev.sluice.core.memory;

import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Topics, segments and policies in memory; every method is atomic. */
public final class InMemoryRuleStores implements TopicStore, SegmentStore, PolicyStore {

  private final TreeMap<TopicId, Topic> topics = new TreeMap<>();
  private final Map<SegmentId, Segment> segments = new HashMap<>();
  private final List<SendPolicy> revisions = new ArrayList<>(List.of(SendPolicy.INITIAL));
  private long rulesRevision;

  @Override
  public synchronized void save(Topic topic) {
    if (topics.size() >= MAX_TOPICS && !topics.containsKey(topic.id())) {
      throw TopicStore.tooMany(topic.id());
    }
    if (!topic.equals(topics.put(topic.id(), topic))) {
      rulesRevision++;
    }
  }

  @Override
  public synchronized Optional<Topic> find(TopicId id) {
    return Optional.ofNullable(topics.get(id));
  }

  @Override
  public synchronized List<Topic> listTopics() {
    return List.copyOf(topics.values());
  }

  @Override
  public synchronized void save(Segment segment) {
    if (segments.size() >= MAX_SEGMENTS && !segments.containsKey(segment.id())) {
      throw SegmentStore.tooMany(segment.id());
    }
    if (!segment.equals(segments.put(segment.id(), segment))) {
      rulesRevision++;
    }
  }

  @Override
  public synchronized Optional<Segment> find(SegmentId id) {
    return Optional.ofNullable(segments.get(id));
  }

  @Override
  public synchronized List<Segment> listSegments() {
    return segments.values().stream()
        .sorted(Comparator.comparing(segment -> segment.id().value()))
        .toList();
  }

  @Override
  public synchronized SendPolicy current() {
    return revisions.getLast();
  }

  @Override
  public synchronized Optional<SendPolicy> findRevision(long revision) {
    return revision < 0 || revision >= revisions.size()
        ? Optional.empty()
        : Optional.of(revisions.get((int) revision));
  }

  @Override
  public synchronized SendPolicy add(SendPolicy rules) {
    SendPolicy next = rules.withRevision(revisions.size());
    revisions.add(next);
    rulesRevision++;
    return next;
  }

  /** Returns how often a rule has changed. */
  public synchronized long rulesRevision() {
    return rulesRevision;
  }
}
