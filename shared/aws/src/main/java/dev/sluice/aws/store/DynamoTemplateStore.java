package dev.sluice.aws.store;

import dev.sluice.aws.json.TemplateJson;
import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TemplateStore;
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

  /** Creates it. */
  public DynamoTemplateStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public void put(MessageTemplate template) {
    table.put(
        Map.of(
            ControlTable.KIND,
            Attributes.text(TEMPLATE),
            ControlTable.ID,
            Attributes.text(template.id().value()),
            BODY,
            Attributes.bytes(Documents.pack("html", TemplateJson.write(template)))));
  }

  @Override
  public Optional<MessageTemplate> read(TemplateId id) {
    return table
        .get(TEMPLATE, id.value())
        .map(item -> Documents.unpack(item.bytes(BODY), TemplateJson.template(id)));
  }
}
