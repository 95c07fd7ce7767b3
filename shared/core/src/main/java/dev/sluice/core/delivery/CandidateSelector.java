package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
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

/** Tells what a visit to a subscriber has to decide at one instant. */
public final class CandidateSelector {

  private final ActiveCampaigns campaigns;
  private final Instant now;

  /** Creates the book of an agenda at an instant. */
  public CandidateSelector(ActiveCampaigns agenda, Instant now) {
    this.campaigns = agenda;
    this.now = now;
  }

  /**
   * Returns what is to be decided for a subscriber.
   *
   * <p>A campaign is offered while it is announced within the look-ahead, when its walk has not
   * passed the subscriber, and as long as it waits for them. Once walked and not waiting it has
   * been decided for good, even if nothing was recorded.
   *
   * @param state how far each campaign's walk has come
   */
  public Candidates candidatesFor(SubscriberRecord record, ShardState state) {
    Selection entries = new Selection();
    for (ActiveCampaigns.ActiveCampaign item : campaigns.campaigns()) {
      classify(entries, item, record, state);
    }
    for (DeferredSend wait : record.state().deferredSends()) {
      if (campaigns.find(wait.campaign()).isEmpty()) {
        entries.ended.put(wait.campaign(), new DropReason.Cancelled());
      }
    }
    return new Candidates(entries.candidates, entries.ended, entries.held);
  }

  private void classify(
      Selection entries,
      ActiveCampaigns.ActiveCampaign item,
      SubscriberRecord record,
      ShardState state) {
    boolean waits = record.state().findDeferred(item.id()).isPresent();
    switch (item.tracked().state()) {
      case PAUSED -> {
        if (waits) {
          entries.held.add(item.id());
        }
      }
      case CANCELLED, COMPLETED -> {
        if (waits) {
          entries.ended.put(item.id(), new DropReason.Cancelled());
        }
      }
      case ACTIVE -> {
        if (waits || isOpen(item, record, state)) {
          addIfSelected(entries, item, record, waits);
        }
      }
    }
  }

  private void addIfSelected(
      Selection entries,
      ActiveCampaigns.ActiveCampaign item,
      SubscriberRecord record,
      boolean waits) {
    ZoneId zone = campaigns.policy().zoneOf(record.subscriber());
    SubscriberProfile profile = new SubscriberProfile(record.subscriber(), record.state(), zone);
    if (item.selects(profile, LocalDate.ofInstant(now, zone))) {
      entries.candidates.add(Candidate.of(item.tracked().campaign(), item.topic()));
    } else if (waits) {
      entries.ended.put(item.id(), new DropReason.LeftAudience());
    }
  }

  private boolean isOpen(
      ActiveCampaigns.ActiveCampaign item, SubscriberRecord record, ShardState state) {
    Campaign campaign = item.tracked().campaign();
    boolean near = !campaign.start().isAfter(now.plus(campaigns.policy().lookAhead()));
    boolean walked =
        state.progressOf(item.id(), item.tracked().pass()).cursor().hasPassed(record.id());
    return near && !walked && !isDecided(record.state(), item.id());
  }

  private static boolean isDecided(SubscriberState standing, CampaignId campaign) {
    return standing.findSend(campaign).isPresent() || standing.findDrop(campaign).isPresent();
  }

  private static final class Selection {
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<CampaignId, DropReason> ended = new HashMap<>();
    private final Set<CampaignId> held = new HashSet<>();
  }
}
