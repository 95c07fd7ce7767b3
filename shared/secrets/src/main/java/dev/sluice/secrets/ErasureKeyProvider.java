package dev.sluice.secrets;

import dev.sluice.core.erasure.ErasureKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The erasure key in Secrets Manager, read once: it is never rotated. Without it nobody is imported
 * or erased, as nobody could tell who was erased before.
 */
public final class ErasureKeyProvider implements Supplier<ErasureKey> {

  private final Supplier<SecretsManagerClient> secrets;
  private final String secretId;
  private final List<ErasureKey> cached = new ArrayList<>(1);

  /**
   * Creates it; nothing is read before the key is asked for.
   *
   * @param secretId name or ARN of the secret, a text or bytes
   */
  public ErasureKeyProvider(Supplier<SecretsManagerClient> secrets, String secretId) {
    this.secrets = secrets;
    this.secretId = secretId;
  }

  /**
   * Returns the key.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be read
   * @throws IllegalArgumentException if the secret is too short
   */
  @Override
  public synchronized ErasureKey get() {
    if (cached.isEmpty()) {
      cached.add(
          new ErasureKey(bytes(secrets.get().getSecretValue(get -> get.secretId(secretId)))));
    }
    return cached.getFirst();
  }

  private static byte[] bytes(GetSecretValueResponse secret) {
    String text = secret.secretString();
    return text == null
        ? secret.secretBinary().asByteArray()
        : text.strip().getBytes(StandardCharsets.UTF_8);
  }
}
