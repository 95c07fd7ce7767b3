package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Topics, segments and policies in memory; every method is atomic. */
public final class MemoryRules implements TopicStore, SegmentStore, PolicyStore {

  private final TreeMap<TopicId, Topic> topics = new TreeMap<>();
  private final Map<SegmentId, Segment> segments = new HashMap<>();
  private final List<SendPolicy> revisions = new ArrayList<>(List.of(SendPolicy.INITIAL));

  @Override
  public synchronized void put(Topic topic) {
    topics.put(topic.id(), topic);
  }

  @Override
  public synchronized Optional<Topic> read(TopicId id) {
    return Optional.ofNullable(topics.get(id));
  }

  @Override
  public synchronized List<Topic> list() {
    return topics.values().stream().limit(MAX_LISTED).toList();
  }

  @Override
  public synchronized void put(Segment segment) {
    segments.put(segment.id(), segment);
  }

  @Override
  public synchronized Optional<Segment> read(SegmentId id) {
    return Optional.ofNullable(segments.get(id));
  }

  @Override
  public synchronized List<Segment> all() {
    return segments.values().stream()
        .sorted(Comparator.comparing(segment -> segment.id().value()))
        .limit(MAX_ALL)
        .toList();
  }

  @Override
  public synchronized SendPolicy current() {
    return revisions.getLast();
  }

  @Override
  public synchronized Optional<SendPolicy> revision(long revision) {
    return revision < 0 || revision >= revisions.size()
        ? Optional.empty()
        : Optional.of(revisions.get((int) revision));
  }

  @Override
  public synchronized SendPolicy add(SendPolicy rules) {
    SendPolicy next = rules.as(revisions.size());
    revisions.add(next);
    return next;
  }
}
