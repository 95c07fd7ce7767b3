package dev.sluice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@DisplayName("The signer")
class SigV4SignerTest {

  private static final SigV4Signer SIGNER =
      new SigV4Signer(
          StaticCredentialsProvider.create(AwsSessionCredentials.create("AKID", "secret", "token")),
          "eu-north-1");

  @Test
  @DisplayName("finds the region in the host of an API Gateway, and only there")
  void findsRegion() {
    assertThat(
            SigV4Signer.findRegion(
                URI.create("https://abc123.execute-api.eu-north-1.amazonaws.com")))
        .contains("eu-north-1");
    assertThat(SigV4Signer.findRegion(URI.create("http://127.0.0.1:8085"))).isEmpty();
    assertThat(
            SigV4Signer.findRegion(
                URI.create("https://abc.execute-api.eu-north-1.amazonaws.com.evil.test")))
        .isEmpty();
  }

  @Test
  @DisplayName("signs host, date, token and body for execute-api")
  void signsHostDateTokenAndBody() {
    ApiRequest call = sign("{\"a\":1}");

    assertThat(call.headers().get("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
        .contains("/eu-north-1/execute-api/aws4_request", "SignedHeaders=", "host;", "x-amz-date");
    assertThat(call.headers())
        .containsEntry("X-Amz-Security-Token", "token")
        .containsEntry("Content-Type", "application/json")
        .doesNotContainKey("Host");
    assertThat(sign("{\"a\":2}").headers().get("Authorization"))
        .isNotEqualTo(call.headers().get("Authorization"));
  }

  private static ApiRequest sign(String body) {
    return SIGNER.apply(
        new ApiRequest(
            "POST",
            URI.create(
                "https://abc123.execute-api.eu-north-1.amazonaws.com/live/subscribers/a%40b"),
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8)));
  }
}
