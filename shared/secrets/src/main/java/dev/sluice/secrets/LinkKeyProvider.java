package dev.sluice.secrets;

import dev.sluice.core.support.ExpiringCache;
import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the keys of tokens from Secrets Manager: version AWSCURRENT signs, AWSPREVIOUS still
 * verifies.
 *
 * <p>Links and the tags of SES events have a secret each, so that a leaked link key can be rotated
 * twice without losing the bounces and complaints of mail that is under way. Keys are cached for
 * {@link #MAX_AGE}, after which a rotation is in effect everywhere. If a refresh fails, the last
 * keys stay in use: links that fail would be worse. Every failure is logged.
 *
 * <p>The secret is text of at least 32 characters, such as Secrets Manager generates, a JSON object
 * with such text as {@code key}, or binary.
 */
public final class LinkKeyProvider implements Supplier<LinkKeys> {

  /**
   * The validity of links: over a year, because many people unsubscribe from an old message, and
   * longer than the interval of a yearly rotation.
   */
  public static final Duration LINK_VALIDITY = Duration.ofDays(400);

  /** The client of Secrets Manager. */
  public static final AwsClientType<SecretsManagerClient> CLIENT =
      AwsClientType.retrying(
          SecretsManagerClient.class,
          "SECRETS_MANAGER",
          AwsClientType.CALL_TIMEOUT,
          SecretsManagerClient::builder);

  /** The time keys are cached: long for the price of a call, short for a rotation. */
  public static final Duration MAX_AGE = Duration.ofMinutes(15);

  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";
  private static final JsonMapper JSON = new JsonMapper();

  private final Supplier<SecretsManagerClient> secrets;
  private final String secretId;
  private final FunctionLog log;
  private final Supplier<LinkKeys> cached;

  /**
   * Creates the provider; the secret is read on first use.
   *
   * @param secretId name or ARN of the secret
   */
  public LinkKeyProvider(
      Supplier<SecretsManagerClient> secrets,
      String secretId,
      InstantSource clock,
      FunctionLog log) {
    this.secrets = secrets;
    this.secretId = secretId;
    this.log = log;
    this.cached =
        ExpiringCache.ofOne(
            clock,
            ExpiringCache.Options.maxAge(MAX_AGE).withStaleValueOnFailure(MAX_AGE),
            this::read);
  }

  /**
   * Returns the keys in force; synchronized, so that threads that start together read them once.
   *
   * @throws IllegalStateException if the secret has never been read and cannot be read now, or is
   *     not a key
   */
  @Override
  public synchronized LinkKeys get() {
    return cached.get();
  }

  private LinkKeys read() {
    try {
      LinkKey current =
          readVersion(CURRENT)
              .orElseThrow(() -> new IllegalStateException("the link key secret does not exist"));
      return new LinkKeys(current, readVersion(PREVIOUS));
    } catch (SdkException | IllegalStateException failure) {
      log.error(LogEvent.SECRET_READ_FAILED, Map.of("secret", secretId), failure);
      throw new IllegalStateException("the link keys cannot be read", failure);
    }
  }

  private Optional<LinkKey> readVersion(String stage) {
    try {
      return Optional.of(
          toLinkKey(
              secrets.get().getSecretValue(get -> get.secretId(secretId).versionStage(stage))));
    } catch (ResourceNotFoundException noSuchVersion) {
      return Optional.empty();
    }
  }

  private static LinkKey toLinkKey(GetSecretValueResponse secret) {
    String text = secret.secretString();
    byte[] bytes = text == null ? secret.secretBinary().asByteArray() : utf8(text.strip());
    if (bytes.length < LinkKey.MIN_SECRET_BYTES) {
      throw new IllegalStateException(
          "the link key has %d bytes, store at least %d"
              .formatted(bytes.length, LinkKey.MIN_SECRET_BYTES));
    }
    return LinkKey.of(bytes);
  }

  private static byte[] utf8(String text) {
    return (text.startsWith("{") ? keyMember(text) : text).getBytes(StandardCharsets.UTF_8);
  }

  private static String keyMember(String json) {
    try {
      JsonNode key = JSON.readTree(json).path("key");
      return key.isString() ? key.stringValue() : "";
    } catch (JacksonException notJson) {
      return json;
    }
  }

  /** Returns the tokens of links, with the keys of LINK_KEY_SECRET. */
  public static LinkTokens linkTokens(FunctionContext context) {
    return tokens(context, "LINK_KEY_SECRET");
  }

  /** Returns the tokens of tags that SES's events bring back, with the keys of TAG_KEY_SECRET. */
  public static LinkTokens tagTokens(FunctionContext context) {
    return tokens(context, "TAG_KEY_SECRET");
  }

  private static LinkTokens tokens(FunctionContext context, String variable) {
    return new LinkTokens(
        new LinkKeyProvider(
            () -> context.clients().get(CLIENT),
            context.requiredVariable(variable),
            context.clock(),
            context.log()),
        LINK_VALIDITY,
        context.clock());
  }
}
