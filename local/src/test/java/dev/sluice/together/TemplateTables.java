package dev.sluice.together;

import dev.sluice.aws.store.Tables;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.TableSpec;
import dev.sluice.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template's tables, created for a test. */
final class TemplateTables {

  private static final Path TEMPLATE = Path.of("..", "template.yaml");

  private TemplateTables() {}

  static Tables create(DynamoDbClient client) {
    Stack stack = stack();
    TableSpec subscribers = stack.table("SubscribersTable").orElseThrow();
    TableSpec control = stack.table("ControlTable").orElseThrow();
    dev.sluice.local.stores.Tables.create(client, List.of(subscribers, control), false);
    return new Tables(client, subscribers.name(), control.name());
  }

  private static Stack stack() {
    try {
      return Template.read(TEMPLATE)
          .with(
              Map.of(
                  "SenderAddress", "news@sluice.example",
                  "SenderIdentity", "sluice.example",
                  "PostalAddress", "1 Lock Lane, Watergate",
                  "LinkBaseUrl", "https://mail.sluice.example"))
          .resolve(PhysicalNames.local("http://127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
