package dev.sluice.aws.store;

import dev.sluice.aws.json.BrandingJson;
import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.BrandingStore;
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

  /** Creates it. */
  public DynamoBrandingStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public Branding read() {
    return table
        .get(BRANDING, TEAM)
        .map(item -> Documents.unpack(item.bytes(BODY), BrandingJson.branding()))
        .orElse(Branding.INITIAL);
  }

  @Override
  public void put(Branding branding) {
    table.put(
        Map.of(
            ControlTable.KIND,
            Attributes.text(BRANDING),
            ControlTable.ID,
            Attributes.text(TEAM),
            BODY,
            Attributes.bytes(Documents.pack("wordings", BrandingJson.write(branding)))));
  }
}
