package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberProfile;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Selects the sends to decide for a subscriber at one instant. */
public final class CandidateSelector {

  private final ActiveCampaigns campaigns;
  private final Instant now;

  public CandidateSelector(ActiveCampaigns campaigns, Instant now) {
    this.campaigns = campaigns;
    this.now = now;
  }

  /**
   * Returns what is to be decided for a subscriber.
   *
   * <p>A campaign is a candidate while it starts within the look-ahead and its scan has not passed
   * the subscriber, and as long as its send is deferred. Once scanned and not deferred, it has been
   * decided, even if nothing was recorded.
   *
   * @param state how far each campaign's scan has come
   */
  public Candidates candidatesFor(SubscriberRecord record, ShardState state) {
    Selection selection = new Selection();
    for (ActiveCampaigns.ActiveCampaign campaign : campaigns.campaigns()) {
      classify(selection, campaign, record, state);
    }
    for (DeferredSend deferred : record.state().deferredSends()) {
      if (campaigns.find(deferred.campaign()).isEmpty()) {
        selection.ended.put(deferred.campaign(), new DropReason.Cancelled());
      }
    }
    return new Candidates(
        selection.candidates, selection.ended, selection.held, selection.unreached);
  }

  private void classify(
      Selection selection,
      ActiveCampaigns.ActiveCampaign campaign,
      SubscriberRecord record,
      ShardState state) {
    boolean isDeferred = record.state().findDeferred(campaign.id()).isPresent();
    switch (campaign.tracked().state()) {
      case PAUSED -> {
        if (isDeferred) {
          selection.held.add(campaign.id());
        }
      }
      case CANCELLED, COMPLETED -> {
        if (isDeferred) {
          selection.ended.put(campaign.id(), new DropReason.Cancelled());
        } else if (!isDecided(record.state(), campaign.id()) && isSelected(campaign, record)) {
          selection.unreached.add(Candidate.of(campaign.tracked().campaign(), campaign.topic()));
        }
      }
      case ACTIVE -> {
        if (isDeferred || isOpen(campaign, record, state)) {
          addIfSelected(selection, campaign, record, isDeferred);
        }
      }
    }
  }

  private void addIfSelected(
      Selection selection,
      ActiveCampaigns.ActiveCampaign campaign,
      SubscriberRecord record,
      boolean isDeferred) {
    if (isSelected(campaign, record)) {
      selection.candidates.add(Candidate.of(campaign.tracked().campaign(), campaign.topic()));
    } else if (isDeferred) {
      selection.ended.put(campaign.id(), new DropReason.LeftAudience());
    }
  }

  private boolean isSelected(ActiveCampaigns.ActiveCampaign campaign, SubscriberRecord record) {
    ZoneId zone = campaigns.policy().zoneOf(record.subscriber());
    SubscriberProfile profile = new SubscriberProfile(record.subscriber(), record.state(), zone);
    return record.state().sentOf(campaign.tracked().campaign().excludedCampaigns()).isEmpty()
        && campaign.selects(profile, LocalDate.ofInstant(now, zone));
  }

  private boolean isOpen(
      ActiveCampaigns.ActiveCampaign campaign, SubscriberRecord record, ShardState state) {
    boolean isNear =
        !campaign.tracked().campaign().start().isAfter(now.plus(campaigns.policy().lookAhead()));
    boolean scanned =
        state.progressOf(campaign.id(), campaign.tracked().pass()).cursor().hasPassed(record.id());
    return isNear && !scanned && !isDecided(record.state(), campaign.id());
  }

  private static boolean isDecided(SubscriberState state, CampaignId campaign) {
    return state.findSend(campaign).isPresent() || state.findDrop(campaign).isPresent();
  }

  private static final class Selection {
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<CampaignId, DropReason> ended = new HashMap<>();
    private final Set<CampaignId> held = new HashSet<>();
    private final List<Candidate> unreached = new ArrayList<>();
  }
}
