package dev.sluice.verification.cdnow;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one customer bought in all.
 *
 * @param id number in the sample, 1 to 2357
 * @param purchases days with a purchase counted as often as the file has them, at least 1
 * @param cds compact discs bought
 * @param spent US dollars; some orders in the data cost nothing
 * @param first the date of the first purchase
 * @param last the date of the last purchase
 */
public record CdnowCustomer(
    int id, int purchases, int cds, BigDecimal spent, LocalDate first, LocalDate last) {

  /** Returns this customer with the purchases of another line of the file. */
  CdnowCustomer mergedWith(CdnowCustomer more) {
    return new CdnowCustomer(
        id,
        purchases + more.purchases,
        cds + more.cds,
        spent.add(more.spent),
        first.isBefore(more.first) ? first : more.first,
        last.isAfter(more.last) ? last : more.last);
  }

  /** Returns this customer with every purchase {@code days} later. */
  public CdnowCustomer shiftedBy(long days) {
    return new CdnowCustomer(id, purchases, cds, spent, first.plusDays(days), last.plusDays(days));
  }
}
