package dev.sluice.api;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.lambda.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page of a list that a request asks for.
 *
 * @param after the last entry of the previous page
 * @param limit the largest number of entries, 1 to {@value CampaignStore#MAX_PAGE}
 */
record PageRequest(Optional<CampaignId> after, int limit) {

  private static final int DEFAULT_LIMIT = 20;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

  /** Returns the page that a query asks for. */
  static PageRequest parse(HttpRequest request) {
    return new PageRequest(
        request.query("after").map(CampaignId::new), limit(request, CampaignStore.MAX_PAGE));
  }

  /** Returns the number of entries that a query asks for, at most {@code max}. */
  static int limit(HttpRequest request, int max) {
    return request.query("limit").map(text -> limit(text, max)).orElse(DEFAULT_LIMIT);
  }

  private static int limit(String text, int max) {
    if (DIGITS.matcher(text).matches()) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    throw InvalidInputException.of("limit", text, "use a whole number from 1 to " + max);
  }
}
