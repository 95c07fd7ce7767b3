package dev.sluice.secrets;

import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Reads the erasure key from Secrets Manager, once, because it is never rotated; so no {@code
 * ExpiringCache} holds it.
 *
 * <p>Imports and erasures fail without the key: they could not recognize erased subscribers.
 */
public final class ErasureKeyProvider implements Supplier<ErasureKey> {

  private final Supplier<SecretsManagerClient> secrets;
  private final String secretId;
  private final FunctionLog log;
  private final List<ErasureKey> cached = new ArrayList<>(1);

  /**
   * Creates the provider; the secret is read on first use.
   *
   * @param secretId name or ARN of the secret, which is text or binary
   */
  public ErasureKeyProvider(
      Supplier<SecretsManagerClient> secrets, String secretId, FunctionLog log) {
    this.secrets = secrets;
    this.secretId = secretId;
    this.log = log;
  }

  /**
   * Returns the key.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the secret cannot be read
   * @throws IllegalArgumentException if the secret is too short
   */
  @Override
  public synchronized ErasureKey get() {
    if (cached.isEmpty()) {
      cached.add(read());
    }
    return cached.getFirst();
  }

  private ErasureKey read() {
    try {
      return new ErasureKey(bytes(secrets.get().getSecretValue(get -> get.secretId(secretId))));
    } catch (SdkException | IllegalArgumentException failure) {
      log.error(LogEvent.SECRET_READ_FAILED, Map.of("secret", secretId), failure);
      throw failure;
    }
  }

  private static byte[] bytes(GetSecretValueResponse secret) {
    String text = secret.secretString();
    return text == null
        ? secret.secretBinary().asByteArray()
        : text.strip().getBytes(StandardCharsets.UTF_8);
  }
}
