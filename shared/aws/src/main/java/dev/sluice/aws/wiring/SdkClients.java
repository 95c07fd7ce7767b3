package dev.sluice.aws.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients made by the SDK from a function's environment, endpoint overrides included. */
public final class SdkClients implements AwsClients {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Longer than any healthy answer of the services used, shorter than a function's patience. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  /**
   * DynamoDB answers in milliseconds, a full page of a query in some hundred. The three attempts of
   * a call end in 15 seconds, so that a function that waits for one that hangs can still say so to
   * who waits for it: behind the API it has 29.
   */
  private static final Duration TABLE_TIMEOUT = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final Supplier<DynamoDbClient> dynamoDb;
  private final Supplier<SesV2Client> ses;
  private final Supplier<SqsClient> sqs;
  private final Supplier<EventBridgeClient> events;
  private final Supplier<SecretsManagerClient> secrets;

  /**
   * Prepares clients; none is made before it is asked for.
   *
   * @param environment honours {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>}
   */
  public SdkClients(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    RetryStrategy retries = DefaultRetryStrategy.standardStrategyBuilder().build();
    RetryStrategy once = DefaultRetryStrategy.doNotRetry();
    dynamoDb =
        Once.of(
            () -> configure(DynamoDbClient.builder(), "DYNAMODB", retries, TABLE_TIMEOUT).build());
    ses = Once.of(() -> configure(SesV2Client.builder(), "SESV2", once).build());
    sqs = Once.of(() -> configure(SqsClient.builder(), "SQS", retries).build());
    events = Once.of(() -> configure(EventBridgeClient.builder(), "EVENTBRIDGE", retries).build());
    secrets =
        Once.of(
            () -> configure(SecretsManagerClient.builder(), "SECRETS_MANAGER", retries).build());
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  @Override
  public SesV2Client ses() {
    return ses.get();
  }

  @Override
  public SqsClient sqs() {
    return sqs.get();
  }

  @Override
  public EventBridgeClient events() {
    return events.get();
  }

  @Override
  public SecretsManagerClient secrets() {
    return secrets.get();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, String service, RetryStrategy retries) {
    return configure(builder, service, retries, CALL_TIMEOUT);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, String service, RetryStrategy retries, Duration timeout) {
    SdkHttpClient.Builder<?> http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(timeout);
    builder
        .httpClientBuilder(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder().retryStrategy(retries).build());
    endpoint(service).ifPresent(builder::endpointOverride);
    return builder;
  }

  private Optional<URI> endpoint(String service) {
    return Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(url -> !url.isBlank())
        .findFirst()
        .map(URI::create);
  }
}
