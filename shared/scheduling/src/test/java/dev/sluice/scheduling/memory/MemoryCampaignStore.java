package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.CampaignSummary;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.standing.SendKey;
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
public final class MemoryCampaignStore implements CampaignStore, CampaignNames {

  private final InstantSource clock;
  private final TreeMap<CampaignId, KeptCampaign> campaigns = new TreeMap<>();

  /** Creates an empty store. */
  public MemoryCampaignStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns every campaign that has not been closed, in order of identifier. */
  public synchronized List<TrackedCampaign> open() {
    return campaigns.values().stream()
        .filter(kept -> kept.finalCounts().isEmpty())
        .map(KeptCampaign::tracked)
        .toList();
  }

  @Override
  public synchronized boolean create(Campaign campaign, Instant now) {
    TrackedCampaign fresh = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
    return campaigns.putIfAbsent(campaign.id(), new KeptCampaign(fresh, Optional.empty())) == null;
  }

  @Override
  public synchronized Optional<KeptCampaign> read(CampaignId id) {
    return Optional.ofNullable(campaigns.get(id));
  }

  @Override
  public synchronized boolean update(TrackedCampaign changed) {
    return store(changed, Optional.empty());
  }

  @Override
  public synchronized boolean close(TrackedCampaign campaign, Counts counts) {
    CampaignState ended =
        campaign.state() == CampaignState.CANCELLED
            ? CampaignState.CANCELLED
            : CampaignState.COMPLETED;
    return store(
        new TrackedCampaign(
            campaign.campaign(), ended, campaign.pass(), clock.instant(), campaign.version()),
        Optional.of(counts));
  }

  @Override
  public synchronized Page list(Optional<CampaignId> after, int limit) {
    Collection<KeptCampaign> rest =
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
  public synchronized Map<SendKey, Named> of(Set<SendKey> keys) {
    return campaigns.values().stream()
        .map(kept -> kept.tracked().campaign())
        .filter(campaign -> keys.contains(SendKey.of(campaign.id())))
        .collect(
            Collectors.toMap(
                campaign -> SendKey.of(campaign.id()),
                campaign -> new Named(campaign.id(), campaign.name(), campaign.topic())));
  }

  private boolean store(TrackedCampaign changed, Optional<Counts> finalCounts) {
    boolean unchanged =
        read(changed.id())
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
              changed.version() + 1);
      campaigns.put(changed.id(), new KeptCampaign(next, finalCounts));
    }
    return unchanged;
  }
}
