package dev.sluice.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template with every name and variable resolved: what a local run is made of.
 *
 * @param tables its tables
 * @param queues its queues
 * @param functions its functions
 * @param secrets its secrets
 * @param configurationSets the names of its SES configuration sets
 * @param destinations what SES publishes for them
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
}
