package dev.sluice.browser;

import dev.sluice.local.LocalRun;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A fault of ours, for as long as it lasts: the team's branding is stored such that no page can
 * read it.
 */
final class BrandingCorruption implements AutoCloseable {

  private final Runnable repair;

  private BrandingCorruption(Runnable mend) {
    this.repair = mend;
  }

  /**
   * Breaks a site.
   *
   * @param mend stores the branding again
   */
  static BrandingCorruption start(LocalRun run, Runnable mend) {
    String table = run.stack().table("ControlTable").orElseThrow().name();
    Object unused =
        run.dynamoDb()
            .putItem(put ->
                put.tableName(table)
                    .item(
                        Map.of(
                            "kind", AttributeValue.fromS("branding"),
                            "id", AttributeValue.fromS("team"))));
    return new BrandingCorruption(mend);
  }

  @Override
  public void close() {
    repair.run();
  }
}
