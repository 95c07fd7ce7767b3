package dev.sluice.core.feedback;

import dev.sluice.core.support.InvalidInputException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The share of a domain's messages that a mailbox provider's users reported as spam on one day, as
 * the provider publishes it.
 *
 * <p>Gmail sends no complaint events, so that only Postmaster Tools shows what its users report.
 *
 * @param source the publisher, such as {@code gmail}: 1 to 32 lower-case letters, digits and '-'
 * @param domain the sender's domain
 * @param day the day of the messages
 * @param percent the share of spam reports, 0 to 100
 */
public record SpamRateReport(String source, String domain, LocalDate day, double percent) {

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]+");

  public SpamRateReport {
    if (!SOURCE.matcher(source).matches()) {
      throw InvalidInputException.of(
          "source", source, "use 1 to 32 lower-case letters, digits and '-', such as gmail");
    }
    if (!DOMAIN.matcher(domain).matches()) {
      throw InvalidInputException.of(
          "domain", domain, "use the sender's domain in lower case, such as news.example.com");
    }
    if (!(percent >= 0 && percent <= 100)) {
      throw InvalidInputException.of("spamPercent", percent, "use a percentage from 0 to 100");
    }
  }
}
