package dev.sluice.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.template.ResolvedStack.SecretSpec;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@DisplayName("Secrets")
final class SecretsManagerEmulatorTest {

  private final SecretsManagerEmulator store = SecretsManagerEmulator.inMemory();
  private final SecretsManagerClient client =
      EmulatorClients.secrets(
          new EmulatorClients.Target(
              URI.create("http://secrets.local"), new InProcessHttpClient(store)));

  @BeforeEach
  void create() {
    store.create(
        new SecretSpec(
            "LinkKey",
            "sluice-LinkKey",
            Optional.of(
                new SecretSpec.GeneratedValue(
                    40, "abc", false, Optional.of("{\"v\":1}"), Optional.of("key"))),
            Optional.empty()));
  }

  @Test
  @DisplayName("are generated once, as the template requires, and found by name and by ARN")
  void generatesSecretsOnce() {
    String secret = value("sluice-LinkKey");
    assertThat(secret).matches("\\{\"v\":1,\"key\":\"[A-Zd-z0-9]{40}\"}");
    create();
    assertThat(value(SecretsManagerEmulator.arn("sluice-LinkKey"))).isEqualTo(secret);
    assertThat(store.current("sluice-LinkKey")).isEqualTo(secret);
  }

  @Test
  @DisplayName("rotate: the current one becomes the previous one")
  void rotatesSecrets() {
    String first = value("sluice-LinkKey");
    var pending =
        client.putSecretValue(
            r -> r.secretId("sluice-LinkKey").secretString("second").versionStages("AWSPENDING"));
    assertThat(value("sluice-LinkKey")).isEqualTo(first);
    assertThat(staged("AWSPENDING")).isEqualTo("second");

    var moved =
        client.updateSecretVersionStage(r ->
            r.secretId("sluice-LinkKey")
                .versionStage("AWSCURRENT")
                .moveToVersionId(pending.versionId()));
    assertThat(value("sluice-LinkKey")).isEqualTo("second");
    assertThat(staged("AWSPREVIOUS")).isEqualTo(first);

    var third = client.putSecretValue(r -> r.secretId("sluice-LinkKey").secretString("third"));
    assertThat(staged("AWSCURRENT")).isEqualTo("third");
    assertThat(staged("AWSPREVIOUS")).isEqualTo("second");
  }

  @Test
  @DisplayName("that do not exist are not found")
  void reportsMissingSecrets() {
    assertThatThrownBy(() -> value("nope")).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> staged("AWSPREVIOUS")).isInstanceOf(ResourceNotFoundException.class);
  }

  private String value(String id) {
    return client.getSecretValue(r -> r.secretId(id)).secretString();
  }

  private String staged(String stage) {
    return client
        .getSecretValue(r -> r.secretId("sluice-LinkKey").versionStage(stage))
        .secretString();
  }
}
