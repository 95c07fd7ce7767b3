package dev.sluice.cli.client;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Signs requests for API Gateway with AWS Signature Version 4, service {@code execute-api}. */
public final class SigV4Signer implements UnaryOperator<ApiRequest> {

  private static final String SERVICE = "execute-api";
  private static final Pattern GATEWAY =
      Pattern.compile("[a-z0-9-]+\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");

  private final AwsCredentialsProvider credentials;
  private final String region;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /** Creates a signer for one region. */
  public SigV4Signer(AwsCredentialsProvider credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  /** Returns the region in the name of an API Gateway host, empty if it is another host. */
  public static Optional<String> findRegion(URI endpoint) {
    String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
    Matcher matcher = GATEWAY.matcher(host);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public ApiRequest apply(ApiRequest request) {
    SignedRequest signed =
        signer.sign(signing ->
            signing
                .identity(credentials.resolveCredentials())
                .request(unsigned(request))
                .payload(ContentStreamProvider.fromByteArray(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    // HttpClient sets it from the address, to the value that was signed.
    headers.remove("Host");
    return new ApiRequest(request.method(), request.uri(), headers, request.body());
  }

  private static SdkHttpRequest unsigned(ApiRequest request) {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    request.headers().forEach(builder::putHeader);
    return builder.build();
  }
}
