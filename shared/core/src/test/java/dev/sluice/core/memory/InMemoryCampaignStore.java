package dev.sluice.core.memory;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SendKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Campaigns in memory; every method is atomic. */
public final class InMemoryCampaignStore implements CampaignStore, CampaignNameResolver {

  private final InstantSource clock;
  private final TreeMap<CampaignId, StoredCampaign> campaigns = new TreeMap<>();
  private long rulesRevision;

  /** Creates an empty store. */
  public InMemoryCampaignStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how often a campaign was created or changed. */
  public synchronized long rulesRevision() {
    return rulesRevision;
  }

  /** Returns every campaign that has not been closed, in order of identifier. */
  public synchronized List<TrackedCampaign> findOpen() {
    return campaigns.values().stream()
        .filter(kept -> kept.finalCounts().isEmpty())
        .map(StoredCampaign::tracked)
        .toList();
  }

  @Override
  public synchronized Creation create(Campaign campaign, Instant now) {
    if (campaigns.containsKey(campaign.id())) {
      return Creation.EXISTS;
    }
    if (findOpen().size() >= MAX_ACTIVE) {
      return Creation.TOO_MANY_ACTIVE;
    }
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
    campaigns.put(campaign.id(), new StoredCampaign(tracked, Optional.empty()));
    rulesRevision++;
    return Creation.CREATED;
  }

  @Override
  public synchronized Optional<StoredCampaign> find(CampaignId id) {
    return Optional.ofNullable(campaigns.get(id));
  }

  @Override
  public synchronized boolean update(TrackedCampaign changed) {
    boolean isStored = store(changed, Optional.empty());
    rulesRevision += isStored ? 1 : 0;
    return isStored;
  }

  @Override
  public synchronized boolean revise(TrackedCampaign changed) {
    return update(changed);
  }

  @Override
  public synchronized boolean close(TrackedCampaign campaign, SendCounts counts) {
    CampaignState ended =
        campaign.state() == CampaignState.CANCELLED
            ? CampaignState.CANCELLED
            : CampaignState.COMPLETED;
    return store(
        new TrackedCampaign(
            campaign.campaign(),
            ended,
            campaign.pass(),
            clock.instant(),
            campaign.version(),
            campaign.contentRevision()),
        Optional.of(counts));
  }

  @Override
  public synchronized Page list(Optional<CampaignId> after, int limit) {
    Collection<StoredCampaign> rest =
        after.map(last -> campaigns.tailMap(last, false)).orElse(campaigns).values();
    List<CampaignSummary> found =
        rest.stream()
            .limit(limit)
            .map(kept -> CampaignSummary.of(kept.tracked(), kept.finalCounts()))
            .toList();
    return new Page(
        found, rest.size() > limit ? Optional.of(found.getLast().id()) : Optional.empty());
  }

  @Override
  public synchronized Map<SendKey, NamedCampaign> findAll(Set<SendKey> keys) {
    return campaigns.values().stream()
        .map(kept -> kept.tracked().campaign())
        .filter(campaign -> keys.contains(SendKey.of(campaign.id())))
        .collect(
            Collectors.toMap(
                campaign -> SendKey.of(campaign.id()),
                campaign -> new NamedCampaign(campaign.id(), campaign.name(), campaign.topic())));
  }

  private boolean store(TrackedCampaign changed, Optional<SendCounts> finalCounts) {
    boolean unchanged =
        find(changed.id())
            .filter(kept -> kept.tracked().version() == changed.version())
            .filter(kept -> kept.finalCounts().isEmpty())
            .isPresent();
    if (unchanged) {
      TrackedCampaign next =
          new TrackedCampaign(
              changed.campaign(),
              changed.state(),
              changed.pass(),
              changed.changedAt(),
              changed.version() + 1,
              changed.contentRevision());
      campaigns.put(changed.id(), new StoredCampaign(next, finalCounts));
    }
    return unchanged;
  }
}
