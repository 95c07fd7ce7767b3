package dev.sluice.dynamodb.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition that an item still has the version that was read; version 0 is that of an item
 * which does not exist.
 */
public record VersionCondition(
    String condition, Map<String, String> names, Map<String, AttributeValue> values) {

  public static VersionCondition ofVersion(String attribute, long version) {
    Map<String, String> names = Map.of("#version", attribute);
    // The same expression for both, so that values are never empty, which DynamoDB refuses.
    Map<String, AttributeValue> values = new ItemBuilder().put(":version", version).build();
    return version == 0
        ? new VersionCondition(
            "attribute_not_exists(#version) OR #version = :version", names, values)
        : new VersionCondition("#version = :version", names, values);
  }
}
