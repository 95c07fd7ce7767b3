package dev.sluice.dynamodb.campaign;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import dev.sluice.dynamodb.item.CompressedJson;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.json.BrandingJson;
import java.util.Map;

/**
 * The branding in the control table: kind {@code branding}, identifier {@code team}, the branding
 * as packed JSON in {@code body}.
 */
public final class DynamoBrandingStore implements BrandingStore {

  private static final String BRANDING = "branding";
  private static final String TEAM = "team";
  private static final String BODY = "body";

  private final ControlTable table;

  public DynamoBrandingStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public Branding load() {
    return table
        .find(BRANDING, TEAM)
        .map(item -> CompressedJson.decompress(item.bytes(BODY), BrandingJson.decoder()))
        .orElse(Branding.INITIAL);
  }

  @Override
  public void save(Branding branding) {
    table.put(
        Map.of(
            ControlTable.KIND,
            ItemBuilder.text(BRANDING),
            ControlTable.ID,
            ItemBuilder.text(TEAM),
            BODY,
            ItemBuilder.bytes(CompressedJson.compress("wordings", BrandingJson.toJson(branding)))));
  }
}
