package dev.sluice.aws.store;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.TopicJson;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topics in the control table: kind {@code topic}, the topic as JSON in {@code json}. */
public final class DynamoTopicStore implements TopicStore {

  private static final String TOPIC = "topic";
  private static final String JSON = "json";

  private final ControlTable table;

  /** Creates it. */
  public DynamoTopicStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public void put(Topic topic) {
    table.put(
        Map.of(
            ControlTable.KIND,
            Attributes.text(TOPIC),
            ControlTable.ID,
            Attributes.text(topic.id().value()),
            JSON,
            Attributes.text(Json.write(TopicJson.write(topic)))));
  }

  @Override
  public Optional<Topic> read(TopicId id) {
    return table.get(TOPIC, id.value()).map(DynamoTopicStore::topic);
  }

  @Override
  public List<Topic> list() {
    return table.query(table.ofKind(TOPIC).limit(MAX_LISTED)).stream()
        .map(DynamoTopicStore::topic)
        .toList();
  }

  private static Topic topic(Item item) {
    TopicId id = new TopicId(item.text(ControlTable.ID));
    return Json.read(Json.parse(item.text(JSON)), TopicJson.topic(id));
  }
}
