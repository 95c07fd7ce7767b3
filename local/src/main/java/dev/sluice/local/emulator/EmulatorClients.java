package dev.sluice.local.emulator;

import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.AwsClients;
import dev.sluice.local.template.PhysicalNames;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS clients for emulators, which accept any credentials.
 *
 * @param dynamoDb the client for the tables
 * @param ses the client for sending; never retries
 * @param sqs the client for the queues
 * @param eventBridge the client for the event bus
 * @param secretsManager the client for the link keys
 */
public record EmulatorClients(
    DynamoDbClient dynamoDb,
    SesV2Client ses,
    SqsClient sqs,
    EventBridgeClient eventBridge,
    SecretsManagerClient secretsManager)
    implements AwsClients {

  @Override
  public <C extends SdkClient> C get(AwsClientType<C> type) {
    return Stream.of(dynamoDb, ses, sqs, eventBridge, secretsManager)
        .filter(type.clientClass()::isInstance)
        .map(type.clientClass()::cast)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("no emulator for " + type.clientClass().getSimpleName()));
  }

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Where a service is and how it is called.
   *
   * @param url its address
   * @param http the HTTP client for it
   */
  public record Target(URI url, SdkHttpClient http) {

    /** Returns a service that is called through a socket. */
    public static Target at(URI url) {
      return new Target(url, UrlConnectionHttpClient.builder().socketTimeout(CALL_TIMEOUT).build());
    }
  }

  /** Returns clients that call everything at one address through sockets. */
  public static EmulatorClients connectTo(URI url) {
    Target all = Target.at(url);
    return new EmulatorClients(dynamoDb(all), ses(all), sqs(all), events(all), secrets(all));
  }

  /** Returns a client for the tables. */
  public static DynamoDbClient dynamoDb(Target target) {
    return configure(DynamoDbClient.builder(), target, true);
  }

  /** Returns a client for sending that never retries: SES has no idempotency token. */
  public static SesV2Client ses(Target target) {
    return configure(SesV2Client.builder(), target, false);
  }

  /** Returns a client for the queues. */
  public static SqsClient sqs(Target target) {
    return configure(SqsClient.builder(), target, true);
  }

  /** Returns a client for the event bus. */
  public static EventBridgeClient events(Target target) {
    return configure(EventBridgeClient.builder(), target, true);
  }

  /** Returns a client for the secrets. */
  public static SecretsManagerClient secrets(Target target) {
    return configure(SecretsManagerClient.builder(), target, true);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C configure(
      B builder, Target target, boolean retries) {
    return builder
        .httpClient(target.http())
        .endpointOverride(target.url())
        .region(Region.of(PhysicalNames.LOCAL_REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(
                    retries
                        ? DefaultRetryStrategy.standardStrategyBuilder().build()
                        : DefaultRetryStrategy.doNotRetry())
                .build())
        .build();
  }
}
