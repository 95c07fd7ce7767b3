package dev.sluice.ses;

import dev.sluice.core.ratelimit.SendingQuota;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of a quota in SES_QUOTA_FALLBACK: {@code rate=14,daily=50000}. */
final class QuotaFallback {

  private static final Pattern FORM =
      Pattern.compile("rate=(\\d{1,6}(?:\\.\\d{1,3})?)(?:,daily=(\\d{1,12}))?");

  private QuotaFallback() {}

  /**
   * Reads it; without {@code daily} there is no daily limit.
   *
   * @throws IllegalStateException naming the variable, if it is of another form or the rate is 0
   */
  static SendingQuota parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
      throw new IllegalStateException(
          "SES_QUOTA_FALLBACK is '%s'; use the form rate=14,daily=50000".formatted(text));
    }
    return new SendingQuota(
        Double.parseDouble(matcher.group(1)),
        Optional.ofNullable(matcher.group(2)).map(Long::valueOf),
        0,
        true);
  }
}
