package dev.sluice.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.lambda.CapturedLog;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.LinkTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@DisplayName("The link keys")
class LinkKeyProviderTest {

  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final Secrets secrets = new Secrets();
  private final List<String> logged = new ArrayList<>();
  private final LinkKeyProvider provider = provider();

  @Test
  @DisplayName("are the current and the previous version of the secret")
  void readsCurrentAndPreviousVersion() {
    secrets.store("AWSCURRENT", ONE);
    String token = sign(provider);
    secrets.store("AWSPREVIOUS", ONE);
    secrets.store("AWSCURRENT", TWO);
    now.set(now.get().plus(LinkKeyProvider.MAX_AGE));
    assertThat(verifies(provider, token)).isTrue();
    assertThat(sign(provider)).isNotEqualTo(token);
    secrets.store("AWSPREVIOUS", TWO);
    now.set(now.get().plus(LinkKeyProvider.MAX_AGE));
    assertThat(verifies(provider, token)).isFalse();
  }

  @Test
  @DisplayName("have no previous one before the first rotation")
  void hasNoPreviousKeyBeforeRotation() {
    secrets.store("AWSCURRENT", ONE);
    assertThat(provider.get().previous()).isEmpty();
  }

  @Test
  @DisplayName("are read once in fifteen minutes")
  void readsOnceInFifteenMinutes() {
    secrets.store("AWSCURRENT", ONE);
    LinkKeys first = provider.get();
    now.set(now.get().plus(LinkKeyProvider.MAX_AGE).minusMillis(1));
    assertThat(provider.get()).isSameAs(first);
    assertThat(secrets.reads).isEqualTo(2);
    now.set(now.get().plusMillis(1));
    provider.get();
    assertThat(secrets.reads).isEqualTo(4);
  }

  @Test
  @DisplayName("stay in use while Secrets Manager does not answer")
  void keepsKeysWhileSecretsManagerFails() {
    secrets.store("AWSCURRENT", ONE);
    LinkKeys first = provider.get();
    secrets.broken = true;
    now.set(now.get().plus(LinkKeyProvider.MAX_AGE));
    assertThat(provider.get()).isEqualTo(first);
  }

  @Test
  @DisplayName("are an error if they were never read")
  void failsIfNeverRead() {
    assertThatThrownBy(provider::get).isInstanceOf(IllegalStateException.class);
    secrets.broken = true;
    assertThatThrownBy(provider::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  @DisplayName("may be text, JSON or binary")
  void acceptsTextJsonAndBinary() {
    secrets.store("AWSCURRENT", ONE);
    String token = sign(provider);
    for (Object form : new Object[] {"{\"key\":\"" + ONE + "\"}", " " + ONE + "\n", bytes(ONE)}) {
      secrets.store("AWSCURRENT", form);
      assertThat(verifies(provider(), token)).isTrue();
    }
  }

  @Test
  @DisplayName("are refused if too short, without being shown")
  void rejectsShortKeysWithoutShowingThem() {
    for (Object form :
        new Object[] {"s3cret", "{\"key\":\"s3cret\"}", "{\"other\":\"" + ONE + "\"}"}) {
      secrets.store("AWSCURRENT", form);
      assertThatThrownBy(provider::get)
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .rootCause()
          .hasMessageContaining("at least 32")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  @DisplayName("are missed aloud: each failed read is logged with its code, and no secret")
  void logsFailedReads() {
    secrets.store("AWSCURRENT", ONE);
    LinkKeys _ = provider.get();
    assertThat(logged).isEmpty();
    secrets.broken = true;
    now.set(now.get().plus(LinkKeyProvider.MAX_AGE));
    LinkKeys _ = provider.get();
    assertThat(logged)
        .singleElement()
        .asString()
        .contains(
            "\"event\":\"secret.read_failed\"", "\"secret\":\"link-key\"", "SdkClientException")
        .doesNotContain(ONE);
    secrets.broken = false;
    secrets.store("AWSCURRENT", "s3cret");
    now.set(now.get().plus(LinkKeyProvider.MAX_AGE));
    LinkKeys _ = provider.get();
    assertThat(logged).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("s3cret"));
  }

  private LinkKeyProvider provider() {
    return new LinkKeyProvider(() -> secrets, "link-key", now::get, CapturedLog.to(logged));
  }

  private String sign(LinkKeyProvider keys) {
    return links(keys).sign(LinkClaims.preferences("ann"));
  }

  private boolean verifies(LinkKeyProvider keys, String token) {
    return links(keys).verify(LinkPurpose.PREFERENCES, token).isPresent();
  }

  private LinkTokens links(LinkKeyProvider keys) {
    InstantSource clock = now::get;
    return new LinkTokens(keys, Duration.ofDays(400), clock);
  }

  private static SdkBytes bytes(String text) {
    return SdkBytes.fromUtf8String(text);
  }

  /** Secrets Manager with one secret. */
  private static final class Secrets implements SecretsManagerClient {
    private final Map<String, Object> versions = new HashMap<>();
    private boolean broken;
    private int reads;

    void store(String stage, Object value) {
      versions.put(stage, value);
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      reads++;
      if (broken) {
        throw SdkClientException.create("no answer");
      }
      Object value =
          Optional.ofNullable(versions.get(request.versionStage()))
              .orElseThrow(() -> ResourceNotFoundException.builder().message("none").build());
      return value instanceof SdkBytes binary
          ? GetSecretValueResponse.builder().secretBinary(binary).build()
          : GetSecretValueResponse.builder().secretString(value.toString()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
