package dev.sluice.lambda;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The settings of the client of one AWS service: how it is built, how often it retries, and how
 * long it waits for a response.
 *
 * <p>The modules that call a service declare its type. A function's artifact therefore holds the
 * SDK clients that the function calls, and no others.
 *
 * @param <C> the SDK's client interface
 */
public final class AwsClientType<C extends SdkClient> {

  /** Longer than a healthy answer of the services used, shorter than a function's timeout. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private final Class<C> clientClass;
  private final String endpointVariable;
  private final Duration callTimeout;
  private final BuildStep<C> buildStep;

  private AwsClientType(
      Class<C> clientClass, String service, Duration callTimeout, BuildStep<C> buildStep) {
    this.clientClass = clientClass;
    this.endpointVariable = "AWS_ENDPOINT_URL_" + service;
    this.callTimeout = callTimeout;
    this.buildStep = buildStep;
  }

  /** Returns the type of a client that retries what the SDK's standard strategy retries. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      AwsClientType<C> retrying(
          Class<C> clientClass, String service, Duration callTimeout, Supplier<B> builder) {
    return create(
        clientClass,
        service,
        callTimeout,
        builder,
        () -> DefaultRetryStrategy.standardStrategyBuilder().build());
  }

  /** Returns the type of a client that makes one attempt per call. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      AwsClientType<C> withoutRetries(
          Class<C> clientClass, String service, Duration callTimeout, Supplier<B> builder) {
    return create(clientClass, service, callTimeout, builder, DefaultRetryStrategy::doNotRetry);
  }

  private static <
          B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      AwsClientType<C> create(
          Class<C> clientClass,
          String service,
          Duration callTimeout,
          Supplier<B> builder,
          Supplier<? extends RetryStrategy> retries) {
    return new AwsClientType<>(
        clientClass,
        service,
        callTimeout,
        customizer -> {
          B configured =
              builder
                  .get()
                  .overrideConfiguration(
                      ClientOverrideConfiguration.builder().retryStrategy(retries.get()).build());
          customizer.customize(configured);
          return configured.build();
        });
  }

  /** Returns the SDK's client interface. */
  public Class<C> clientClass() {
    return clientClass;
  }

  /** Returns the variable that overrides the endpoint of this service alone. */
  public String endpointVariable() {
    return endpointVariable;
  }

  /** Returns how long one attempt waits for an answer. */
  public Duration callTimeout() {
    return callTimeout;
  }

  /**
   * Builds a client, with HTTP client, endpoint and credentials as {@code customizer} sets them.
   */
  public C build(Customizer customizer) {
    return buildStep.build(customizer);
  }

  /** Sets on any client's builder what depends on where the code runs. */
  public interface Customizer {

    /** Configures the builder. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> void customize(B builder);
  }

  private interface BuildStep<C> {
    C build(Customizer customizer);
  }
}
