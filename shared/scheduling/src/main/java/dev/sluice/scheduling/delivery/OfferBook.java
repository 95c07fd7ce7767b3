package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.standing.Profile;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
public final class OfferBook {

  private final Agenda agenda;
  private final Instant now;

  /** Creates the book of an agenda at an instant. */
  public OfferBook(Agenda agenda, Instant now) {
    this.agenda = agenda;
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
  public Offers offersFor(SubscriberRecord record, ShardState state) {
    Entries entries = new Entries();
    for (Agenda.Item item : agenda.items()) {
      enter(entries, item, record, state);
    }
    for (WaitingSend wait : record.standing().waiting()) {
      if (agenda.of(wait.campaign()).isEmpty()) {
        entries.ended.put(wait.campaign(), new DropReason.Cancelled());
      }
    }
    return new Offers(entries.candidates, entries.ended, entries.held);
  }

  private void enter(Entries entries, Agenda.Item item, SubscriberRecord record, ShardState state) {
    boolean waits = record.standing().waitingFor(item.id()).isPresent();
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
          offer(entries, item, record, waits);
        }
      }
    }
  }

  private void offer(Entries entries, Agenda.Item item, SubscriberRecord record, boolean waits) {
    ZoneId zone = agenda.policy().zoneOf(record.subscriber());
    Profile profile = new Profile(record.subscriber(), record.standing(), zone);
    if (item.selects(profile, LocalDate.ofInstant(now, zone))) {
      entries.candidates.add(Candidate.of(item.tracked().campaign(), item.topic()));
    } else if (waits) {
      entries.ended.put(item.id(), new DropReason.LeftAudience());
    }
  }

  private boolean isOpen(Agenda.Item item, SubscriberRecord record, ShardState state) {
    Campaign campaign = item.tracked().campaign();
    boolean near = !campaign.start().isAfter(now.plus(agenda.policy().lookAhead()));
    boolean walked =
        state.progressOf(item.id(), item.tracked().pass()).cursor().hasPassed(record.id());
    return near && !walked && !isSettled(record.standing(), item.id());
  }

  private static boolean isSettled(Standing standing, CampaignId campaign) {
    return standing.sent(campaign).isPresent() || standing.dropped(campaign).isPresent();
  }

  private static final class Entries {
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<CampaignId, DropReason> ended = new HashMap<>();
    private final Set<CampaignId> held = new HashSet<>();
  }
}
