package dev.sluice.core.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where campaigns are kept. */
public interface CampaignStore extends CampaignCloser {

  /** Most campaigns of one page of the list. */
  int MAX_PAGE = 100;

  /**
   * Stores a new campaign as active, on its first pass, with version 1.
   *
   * @return false if a campaign with this identifier is stored: nothing was changed
   */
  boolean create(Campaign campaign, Instant now);

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
   * Returns campaigns in order of identifier.
   *
   * @param after the last one of the page before, empty for the first page
   * @param limit most campaigns of the page, 1 to {@value #MAX_PAGE}
   */
  Page list(Optional<CampaignId> after, int limit);

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
