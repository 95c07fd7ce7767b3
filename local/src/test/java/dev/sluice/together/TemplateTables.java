package dev.sluice.together;

import dev.sluice.aws.store.Tables;
import dev.sluice.local.fixture.OwnTemplate;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.TableSpec;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template's tables, created for a test. */
final class TemplateTables {

  private TemplateTables() {}

  static Tables create(DynamoDbClient client) {
    Stack stack = OwnTemplate.resolve(PhysicalNames.local("http://127.0.0.1"));
    TableSpec subscribers = stack.table("SubscribersTable").orElseThrow();
    TableSpec control = stack.table("ControlTable").orElseThrow();
    dev.sluice.local.stores.Tables.create(client, List.of(subscribers, control), false);
    return new Tables(client, subscribers.name(), control.name());
  }
}
