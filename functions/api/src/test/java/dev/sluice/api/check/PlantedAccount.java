package dev.sluice.api.check;

import dev.sluice.ses.SesThrottleRetry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.DkimAttributes;
import software.amazon.awssdk.services.sesv2.model.DkimStatus;
import software.amazon.awssdk.services.sesv2.model.EventDestination;
import software.amazon.awssdk.services.sesv2.model.EventType;
import software.amazon.awssdk.services.sesv2.model.GetAccountRequest;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetEventDestinationsRequest;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetEventDestinationsResponse;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainStatus;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;

/** An SES account that is healthy until a test plants a fault. */
final class PlantedAccount implements SesV2Client {

  static final String IDENTITY = "shop.eu";

  final SesThrottleRetry retry = new SesThrottleRetry(() -> Instant.EPOCH, _ -> {});

  /** Failures of the next calls. */
  final Deque<RuntimeException> failures = new ArrayDeque<>();

  GetAccountResponse.Builder account =
      GetAccountResponse.builder()
          .sendingEnabled(true)
          .productionAccessEnabled(true)
          .enforcementStatus("HEALTHY")
          .sendQuota(quota -> quota.maxSendRate(14.0).max24HourSend(50_000.0).sentLast24Hours(10.0))
          .suppressionAttributes(suppression ->
              suppression.suppressedReasons(
                  SuppressionListReason.BOUNCE, SuppressionListReason.COMPLAINT));

  Optional<GetEmailIdentityResponse.Builder> identity =
      Optional.of(
          GetEmailIdentityResponse.builder()
              .verifiedForSendingStatus(true)
              .verificationStatus("SUCCESS")
              .dkimAttributes(
                  DkimAttributes.builder().signingEnabled(true).status(DkimStatus.SUCCESS).build())
              .mailFromAttributes(mailFrom ->
                  mailFrom
                      .mailFromDomain("bounce.shop.eu")
                      .mailFromDomainStatus(MailFromDomainStatus.SUCCESS)));

  final Map<String, EventDestination> destinations = new HashMap<>();

  PlantedAccount() {
    destinations.put("marketing", destination().build());
    destinations.put("transactional", destination().build());
  }

  static EventDestination.Builder destination() {
    return EventDestination.builder()
        .enabled(true)
        .matchingEventTypes(EventType.BOUNCE, EventType.COMPLAINT, EventType.DELIVERY)
        .eventBridgeDestination(bridge -> bridge.eventBusArn("arn:aws:events:::event-bus/default"));
  }

  @Override
  public GetAccountResponse getAccount(GetAccountRequest request) {
    failIfPlanted();
    return account.build();
  }

  @Override
  public GetEmailIdentityResponse getEmailIdentity(GetEmailIdentityRequest request) {
    failIfPlanted();
    return identity.orElseThrow(() -> NotFoundException.builder().build()).build();
  }

  @Override
  public GetConfigurationSetEventDestinationsResponse getConfigurationSetEventDestinations(
      GetConfigurationSetEventDestinationsRequest request) {
    failIfPlanted();
    return Optional.ofNullable(destinations.get(request.configurationSetName()))
        .map(found ->
            GetConfigurationSetEventDestinationsResponse.builder().eventDestinations(found).build())
        .orElseThrow(() -> NotFoundException.builder().build());
  }

  private void failIfPlanted() {
    if (!failures.isEmpty()) {
      throw failures.removeFirst();
    }
  }

  @Override
  public String serviceName() {
    return "ses";
  }

  @Override
  public void close() {}
}
