package dev.sluice.verification.integration;

import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack;
import dev.sluice.local.template.ResolvedStack.TableSpec;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template's tables, created for a test. */
final class TemplateTables {

  private TemplateTables() {}

  static DynamoTables create(DynamoDbClient client) {
    ResolvedStack stack = ProjectTemplate.resolve(PhysicalNames.local("http://127.0.0.1"));
    TableSpec subscribers = stack.table("SubscribersTable").orElseThrow();
    TableSpec control = stack.table("ControlTable").orElseThrow();
    dev.sluice.local.emulator.TableCreator.create(client, List.of(subscribers, control), false);
    return new DynamoTables(client, subscribers.name(), control.name());
  }
}
