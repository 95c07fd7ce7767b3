package dev.sluice.verification.cdnow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The purchases of 2,357 customers of the CDNOW music shop, January 1997 to June 1998.
 *
 * <p>It is the 1/10 sample of Fader, Hardie and Lee (2005), as the MIT-licensed repository
 * CamDavidsonPilon/lifetimes has it in {@code lifetimes/datasets/CDNOW_sample.txt}. A line holds
 * the customer's number in the full set, the number in the sample, the date, the CDs and the
 * dollars.
 */
public final class CdnowSample {

  /** The day after the last purchase. */
  public static final LocalDate END = LocalDate.of(1998, 7, 1);

  private static final String RESOURCE = "/dev/sluice/verification/cdnow/cdnow-sample.txt";

  private CdnowSample() {}

  /** Returns every customer, by number. */
  public static List<CdnowCustomer> customers() {
    Map<Integer, CdnowCustomer> byId = new TreeMap<>();
    lines().stream()
        .map(CdnowSample::purchase)
        .forEach(purchase -> byId.merge(purchase.id(), purchase, CdnowCustomer::mergedWith));
    return List.copyOf(byId.values());
  }

  private static CdnowCustomer purchase(String line) {
    String[] fields = line.strip().split("\\s+", -1);
    LocalDate date = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
    return new CdnowCustomer(
        Integer.parseInt(fields[1]),
        1,
        Integer.parseInt(fields[3]),
        new BigDecimal(fields[4]),
        date,
        date);
  }

  private static List<String> lines() {
    try (InputStream in =
            Objects.requireNonNull(CdnowSample.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The purchases of one customer in total.
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
      return new CdnowCustomer(
          id, purchases, cds, spent, first.plusDays(days), last.plusDays(days));
    }
  }
}
