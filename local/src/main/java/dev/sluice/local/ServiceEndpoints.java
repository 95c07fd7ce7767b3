package dev.sluice.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The endpoints of AWS services, from the SDK's own variables: {@code AWS_ENDPOINT_URL} for all,
 * {@code AWS_ENDPOINT_URL_<SERVICE>} for one.
 *
 * @param urls addresses by variable
 */
public record ServiceEndpoints(Map<String, URI> urls) {

  private static final String ALL = "AWS_ENDPOINT_URL";

  public ServiceEndpoints {
    urls = Map.copyOf(urls);
  }

  /** The services that a run calls. */
  public enum Service {
    /** DynamoDB. */
    DYNAMODB,
    /** SES v2. */
    SESV2,
    /** SQS. */
    SQS,
    /** EventBridge. */
    EVENTBRIDGE,
    /** Secrets Manager. */
    SECRETS_MANAGER;

    /** Returns the variable that names this service's address. */
    public String variable() {
      return ALL + "_" + name();
    }
  }

  /** Returns no addresses: everything is emulated in the process. */
  public static ServiceEndpoints none() {
    return new ServiceEndpoints(Map.of());
  }

  /**
   * Returns the addresses that an environment names.
   *
   * @throws IllegalArgumentException if one is not a URL
   */
  public static ServiceEndpoints fromEnvironment(Map<String, String> environment) {
    Map<String, URI> urls = new LinkedHashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(ALL) && !value.isBlank()) {
        urls.put(name, URI.create(value));
      }
    });
    return new ServiceEndpoints(urls);
  }

  /** Returns the address to use for a service, empty if it is to be emulated. */
  public Optional<URI> find(Service service) {
    return Stream.of(service.variable(), ALL)
        .flatMap(name -> Optional.ofNullable(urls.get(name)).stream())
        .findFirst();
  }
}
