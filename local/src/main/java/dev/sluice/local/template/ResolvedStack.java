package dev.sluice.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A template with every name and intrinsic function resolved.
 *
 * @param tables its tables
 * @param queues its queues
 * @param functions its functions
 * @param secrets its secrets
 * @param configurationSets the names of its SES configuration sets
 * @param destinations the event destinations of its configuration sets
 * @param rules its rules that put events on queues
 * @param parameters the values of its parameters
 */
public record ResolvedStack(
    List<TableSpec> tables,
    List<QueueSpec> queues,
    List<FunctionSpec> functions,
    List<SecretSpec> secrets,
    List<String> configurationSets,
    List<SesEventDestination> destinations,
    List<RuleSpec> rules,
    Map<String, String> parameters) {

  public ResolvedStack {
    tables = List.copyOf(tables);
    queues = List.copyOf(queues);
    functions = List.copyOf(functions);
    secrets = List.copyOf(secrets);
    configurationSets = List.copyOf(configurationSets);
    destinations = List.copyOf(destinations);
    rules = List.copyOf(rules);
    parameters = Map.copyOf(parameters);
  }

  /** Returns the function with this logical id. */
  public Optional<FunctionSpec> function(String logicalId) {
    return functions.stream().filter(f -> f.logicalId().equals(logicalId)).findFirst();
  }

  /** Returns the table with this logical id. */
  public Optional<TableSpec> table(String logicalId) {
    return tables.stream().filter(t -> t.logicalId().equals(logicalId)).findFirst();
  }

  /** Returns the queue with this logical id. */
  public Optional<QueueSpec> queue(String logicalId) {
    return queues.stream().filter(q -> q.logicalId().equals(logicalId)).findFirst();
  }

  /**
   * A rule resource on an event bus, with queues as targets.
   *
   * @param logicalId its id in the template
   * @param bus the name or ARN of the bus
   * @param pattern the event pattern, JSON
   * @param queueArns the ARNs of the target queues
   */
  public record RuleSpec(String logicalId, String bus, String pattern, List<String> queueArns) {
    public RuleSpec {
      queueArns = List.copyOf(queueArns);
    }
  }

  /**
   * An event destination of an SES configuration set.
   *
   * @param configurationSet the set's name
   * @param bus the name or ARN of the event bus it publishes to
   * @param types the types it publishes, such as {@code DELIVERY}
   */
  public record SesEventDestination(String configurationSet, String bus, Set<String> types) {
    public SesEventDestination {
      types = Set.copyOf(types);
    }
  }

  /**
   * A queue of the template.
   *
   * @param logicalId its name in the template
   * @param name its name in SQS
   * @param arn its ARN
   * @param visibility how long a received message stays hidden from others
   * @param retention how long a message is kept
   * @param redrive the dead-letter queue, if any
   */
  public record QueueSpec(
      String logicalId,
      String name,
      String arn,
      Duration visibility,
      Duration retention,
      Optional<Redrive> redrive) {

    /**
     * The dead-letter queue of a queue.
     *
     * @param deadLetterArn the ARN of the dead-letter queue
     * @param maxReceiveCount receives before a message goes there, 1 to 1000
     */
    public record Redrive(String deadLetterArn, int maxReceiveCount) {}
  }

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

  /**
   * A secret of the template.
   *
   * @param logicalId its name in the template
   * @param name its name in Secrets Manager
   * @param generate how its first value is generated; empty if {@code value} is given
   * @param value its literal value
   */
  public record SecretSpec(
      String logicalId, String name, Optional<GeneratedValue> generate, Optional<String> value) {

    /**
     * {@code GenerateSecretString}: a generated password, alone or inside a JSON object.
     *
     * @param length characters of the password, 1 to 4096
     * @param excluded characters that it does not contain
     * @param punctuation whether it may contain punctuation
     * @param template the JSON object around it
     * @param key the key that the password has in it
     */
    public record GeneratedValue(
        int length,
        String excluded,
        boolean punctuation,
        Optional<String> template,
        Optional<String> key) {}
  }
}
