package dev.sluice.core.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of campaigns. */
public interface CampaignStore extends CampaignCloser {

  /**
   * Most campaigns that are not closed at one time. Every decision looks at each of them, and a
   * deferred send of a campaign that is not among them is dropped, so that a reader must always get
   * all of them: {@link #create} refuses a campaign beyond the limit in the write itself.
   */
  int MAX_ACTIVE = 200;

  /** Most campaigns of one page of the list. */
  int MAX_PAGE = 100;

  /**
   * Stores a new campaign as active, on its first pass, with version 1, unless {@value #MAX_ACTIVE}
   * campaigns are active.
   */
  Creation create(Campaign campaign, Instant now);

  /** Returns a campaign, if it is stored. */
  Optional<StoredCampaign> find(CampaignId id);

  /**
   * Stores a campaign's state, pass and instant of change if it is still the version that was read.
   *
   * @param changed with the version that was read; the stored one is one higher
   * @return false if it has changed since: nothing was stored
   */
  boolean update(TrackedCampaign changed);

  /**
   * Stores a campaign's content, and the number of it, if the campaign is still the version that
   * was read and has not been closed.
   *
   * @param changed with the version that was read; the stored one is one higher
   * @return false if it has changed since: nothing was stored
   */
  boolean revise(TrackedCampaign changed);

  /**
   * Returns campaigns in order of identifier.
   *
   * @param after the last one of the page before, empty for the first page
   * @param limit most campaigns of the page, 1 to {@value #MAX_PAGE}
   */
  Page list(Optional<CampaignId> after, int limit);

  /** The only three outcomes of creating a campaign; nothing is stored except by the first. */
  enum Creation {
    CREATED,
    /** A campaign with this identifier is stored. */
    EXISTS,
    /** {@value #MAX_ACTIVE} other campaigns have not been closed. */
    TOO_MANY_ACTIVE
  }

  /**
   * A campaign as it is stored.
   *
   * @param finalCounts its counts when it ended, empty until it has been closed
   */
  record StoredCampaign(TrackedCampaign tracked, Optional<SendCounts> finalCounts) {}

  /**
   * Some campaigns.
   *
   * @param next what to list after for the next page, empty if this one is the last
   */
  record Page(List<CampaignSummary> campaigns, Optional<CampaignId> next) {
    public Page {
      campaigns = List.copyOf(campaigns);
    }
  }
}
