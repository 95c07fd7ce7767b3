package dev.sluice.dynamodb.message;

import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TemplateStore;
import dev.sluice.dynamodb.item.CompressedJson;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.json.MessageTemplateJson;
import java.util.Map;
import java.util.Optional;

/**
 * Message templates in the control table: kind {@code template}, the template as packed JSON in
 * {@code body}.
 */
public final class DynamoTemplateStore implements TemplateStore {

  private static final String TEMPLATE = "template";
  private static final String BODY = "body";

  private final ControlTable table;

  public DynamoTemplateStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public void save(MessageTemplate template) {
    table.put(
        Map.of(
            ControlTable.KIND,
            ItemBuilder.text(TEMPLATE),
            ControlTable.ID,
            ItemBuilder.text(template.id().value()),
            BODY,
            ItemBuilder.bytes(
                CompressedJson.compress("html", MessageTemplateJson.toJson(template)))));
  }

  @Override
  public Optional<MessageTemplate> find(TemplateId id) {
    return table
        .find(TEMPLATE, id.value())
        .map(item -> CompressedJson.decompress(item.bytes(BODY), MessageTemplateJson.decoder(id)));
  }
}
