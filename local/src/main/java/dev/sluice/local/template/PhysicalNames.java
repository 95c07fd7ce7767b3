package dev.sluice.local.template;

import java.util.Map;
import java.util.Optional;

/**
 * The physical names of a stack's resources, where they differ from the local defaults.
 *
 * @param account the account number in ARNs, 12 digits
 * @param region the region in ARNs
 * @param apiUrl the address of the HTTP API, without a slash at the end
 * @param known values by {@code LogicalId} (what {@code Ref} gives) or {@code LogicalId.Attribute}
 *     (what {@code GetAtt} gives)
 */
public record PhysicalNames(
    String account, String region, String apiUrl, Map<String, String> known) {

  /** The account number of local emulators. */
  public static final String LOCAL_ACCOUNT = "000000000000";

  /** The region used where none is set. */
  public static final String LOCAL_REGION = "us-east-1";

  /** The id of the HTTP API: its public address stands for the local one. */
  static final String API_ID = "localapi";

  public PhysicalNames {
    known = Map.copyOf(known);
  }

  /** Returns the names that the local emulators use, with the HTTP API at {@code apiUrl}. */
  public static PhysicalNames local(String apiUrl) {
    return new PhysicalNames(LOCAL_ACCOUNT, LOCAL_REGION, apiUrl, Map.of());
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(known.get(key));
  }

  String queueUrl(String queue) {
    return "https://sqs." + region + ".amazonaws.com/" + account + "/" + queue;
  }

  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }
}
