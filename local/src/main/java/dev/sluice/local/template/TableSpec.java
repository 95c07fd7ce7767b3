package dev.sluice.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the template.
 *
 * @param logicalId its name in the template
 * @param name its name in DynamoDB
 * @param arn its ARN
 * @param attributes the types ({@code S}, {@code N} or {@code B}) of all key attributes
 * @param key its own key
 * @param indexes its global secondary indexes
 * @param expiryAttribute the attribute that holds an item's expiry, in epoch seconds
 */
public record TableSpec(
    String logicalId,
    String name,
    String arn,
    Map<String, String> attributes,
    Key key,
    List<Index> indexes,
    Optional<String> expiryAttribute) {

  public TableSpec {
    attributes = Map.copyOf(attributes);
    indexes = List.copyOf(indexes);
  }

  /**
   * A partition key and perhaps a sort key.
   *
   * @param partition the attribute that is hashed
   * @param sort the attribute that orders
   */
  public record Key(String partition, Optional<String> sort) {}

  /**
   * A global secondary index.
   *
   * @param name its name
   * @param key its key
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param included the projected attributes besides the keys, for {@code INCLUDE}
   */
  public record Index(String name, Key key, String projection, List<String> included) {
    public Index {
      included = List.copyOf(included);
    }
  }
}
