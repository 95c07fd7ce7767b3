package dev.sluice.dynamodb.campaign;

import dev.sluice.core.feedback.SpamRateReport;
import dev.sluice.core.feedback.SpamRateReports;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Spam rates in the control table: kind {@code spamRate}, identifier {@code
 * <day>#<source>#<domain>}, the percentage as text in {@code percent}; expire after {@value
 * SpamRateReports#KEPT_DAYS} days.
 */
public final class DynamoSpamRateReports implements SpamRateReports {

  /** Reports of a week: three sources of some 400 domains a day. */
  private static final int MAX_ITEMS = 10_000;

  private static final String KIND = "spamRate";

  private final ControlTable table;

  public DynamoSpamRateReports(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public void save(SpamRateReport report) {
    table.put(
        new ItemBuilder()
            .put(ControlTable.KIND, KIND)
            .put(ControlTable.ID, report.day() + "#" + report.source() + "#" + report.domain())
            .put("percent", Double.toString(report.percent()))
            .put(
                "expiresAt",
                report.day().plusDays(KEPT_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond())
            .build());
  }

  @Override
  public List<SpamRateReport> reportsSince(LocalDate first) {
    var query =
        table
            .queryByKind(KIND)
            .keyConditionExpression("#kind = :kind AND #id >= :first")
            .expressionAttributeNames(Map.of("#kind", ControlTable.KIND, "#id", ControlTable.ID))
            .expressionAttributeValues(
                new ItemBuilder().put(":kind", KIND).put(":first", first.toString()).build());
    return table.queryAll(query, MAX_ITEMS).stream().map(DynamoSpamRateReports::report).toList();
  }

  private static SpamRateReport report(Item item) {
    String[] id = item.text(ControlTable.ID).split("#", 3);
    return new SpamRateReport(
        id[1], id[2], LocalDate.parse(id[0]), Double.parseDouble(item.text("percent")));
  }
}
