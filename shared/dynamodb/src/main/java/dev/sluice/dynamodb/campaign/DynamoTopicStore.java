package dev.sluice.dynamodb.campaign;

import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemLimit;
import dev.sluice.json.Json;
import dev.sluice.json.TopicJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Topics in the control table: kind {@code topic}, the topic as JSON in {@code json}. */
public final class DynamoTopicStore implements TopicStore {

  private static final String TOPIC = "topic";
  private static final String JSON = "json";

  private final ControlTable table;
  private final ItemLimit limit;

  public DynamoTopicStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
    this.limit = new ItemLimit(table, TOPIC, MAX_TOPICS);
  }

  @Override
  public void save(Topic topic) {
    if (find(topic.id()).filter(topic::equals).isPresent()) {
      return; // what has not changed begins no revision of the rules
    }
    Map<String, AttributeValue> item =
        Map.of(
            ControlTable.KIND,
            ItemBuilder.text(TOPIC),
            ControlTable.ID,
            ItemBuilder.text(topic.id().value()),
            JSON,
            ItemBuilder.text(Json.encode(TopicJson.toJson(topic))));
    if (!limit.put(item)) {
      throw TopicStore.tooMany(topic.id());
    }
  }

  @Override
  public Optional<Topic> find(TopicId id) {
    return table.find(TOPIC, id.value()).map(DynamoTopicStore::topic);
  }

  @Override
  public List<Topic> listTopics() {
    return table.queryAll(table.queryByKind(TOPIC), MAX_TOPICS).stream()
        .map(DynamoTopicStore::topic)
        .toList();
  }

  private static Topic topic(Item item) {
    TopicId id = new TopicId(item.text(ControlTable.ID));
    return Json.decode(Json.parse(item.text(JSON)), TopicJson.decoder(id));
  }
}
