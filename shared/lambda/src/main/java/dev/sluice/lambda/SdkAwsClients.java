package dev.sluice.lambda;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** AWS clients that the SDK builds from a function's environment, endpoint overrides included. */
public final class SdkAwsClients implements AwsClients {

  /**
   * Connections to one host that are kept for the next call: as many as a worker's largest batch
   * has calls in flight. The JDK's own number is 5; with it nearly every call of a batch opened a
   * connection, with a TLS handshake.
   */
  static final int KEPT_CONNECTIONS = 100;

  private static final String KEPT_CONNECTIONS_PROPERTY = "http.maxConnections";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final Map<Class<?>, SdkClient> clients = new HashMap<>();

  /**
   * Creates the clients' registry; a client is built at its first use.
   *
   * @param environment honours {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>}
   */
  public SdkAwsClients(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    keepConnections();
  }

  @Override
  public synchronized <C extends SdkClient> C get(AwsClientType<C> type) {
    return type.clientClass()
        .cast(clients.computeIfAbsent(type.clientClass(), unused -> build(type)));
  }

  /** Sets the size of the JDK's pool, which reads it once, at the first call of the process. */
  private static void keepConnections() {
    if (System.getProperty(KEPT_CONNECTIONS_PROPERTY) == null) {
      System.setProperty(KEPT_CONNECTIONS_PROPERTY, Integer.toString(KEPT_CONNECTIONS));
    }
  }

  private <C extends SdkClient> C build(AwsClientType<C> type) {
    return type.build(
        new AwsClientType.Customizer() {
          @Override
          public <B extends AwsClientBuilder<B, T> & AwsSyncClientBuilder<B, T>, T> void customize(
              B builder) {
            builder.httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(type.callTimeout()));
            endpoint(type).ifPresent(builder::endpointOverride);
          }
        });
  }

  private Optional<URI> endpoint(AwsClientType<?> type) {
    return Stream.of(type.endpointVariable(), "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(url -> !url.isBlank())
        .findFirst()
        .map(URI::create);
  }
}
