package dev.sluice.aws.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition that an item still has the version that was read; version 0 is that of an item
 * which does not exist.
 */
record Unchanged(String condition, Map<String, String> names, Map<String, AttributeValue> values) {

  static Unchanged since(String attribute, long version) {
    Map<String, String> names = Map.of("#version", attribute);
    // The same expression for both, so that values are never empty, which DynamoDB refuses.
    Map<String, AttributeValue> values = new Attributes().with(":version", version).map();
    return version == 0
        ? new Unchanged("attribute_not_exists(#version) OR #version = :version", names, values)
        : new Unchanged("#version = :version", names, values);
  }
}
