package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.SigV4Signer;
import dev.sluice.core.support.InvalidInputException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The options for the stack that a command works with. */
final class EndpointOptions {

  /** The default address of a local run. */
  static final String LOCAL = "http://127.0.0.1:" + LocalPortOption.PORT;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "${env:SLUICE_ENDPOINT:-" + LOCAL + "}",
      description = {
        "Address of the API: that of a local run, or the ApiUrl output of a deployed stack.",
        "Default: the environment variable SLUICE_ENDPOINT, or " + LOCAL
      })
  private URI endpoint = URI.create(LOCAL);

  @Option(
      names = "--sign",
      description = {
        "Sign requests (SigV4, service execute-api) with the credentials that the AWS SDK finds."
            + " Requests to *.execute-api.REGION.amazonaws.com are always signed."
      })
  private boolean sign;

  /** Returns a client of the API that the options name. */
  ApiClient api() {
    String scheme = String.valueOf(endpoint.getScheme());
    if (endpoint.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw InvalidInputException.of(
          "--endpoint", endpoint, "use an address such as " + LOCAL + " or https://…");
    }
    Optional<String> gateway = SigV4Signer.findRegion(endpoint);
    return sign || gateway.isPresent()
        ? new ApiClient(endpoint, signer(gateway.orElseGet(this::defaultRegion)))
        : ApiClient.unsigned(endpoint);
  }

  private static SigV4Signer signer(String region) {
    return new SigV4Signer(DefaultCredentialsProvider.builder().build(), region);
  }

  private String defaultRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkClientException e) {
      throw InvalidInputException.of(
          "--sign", endpoint, "set AWS_REGION: the address does not contain the region");
    }
  }
}
