package dev.sluice.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.check.CheckFinding.Severity;
import dev.sluice.api.check.LinkBaseCheck.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainStatus;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@DisplayName("The checks of a stack")
final class StackChecksTest {

  private final PlantedAccount account = new PlantedAccount();
  private final Map<String, List<String>> dns =
      new HashMap<>(
          Map.of(
              "bounce.shop.eu", List.of("v=spf1 include:amazonses.com ~all"),
              "_dmarc.shop.eu", List.of("v=DMARC1; p=quarantine; rua=mailto:dmarc@shop.eu")));
  private Optional<RuleState> rule = Optional.of(RuleState.ENABLED);

  @Test
  @DisplayName("find nothing wrong with a healthy account, sender and event path")
  void healthy() {
    assertThat(accountFindings()).extracting(CheckFinding::severity).containsOnly(Severity.OK);
    assertThat(senderFindings("news@shop.eu", "service@mail.shop.eu"))
        .extracting(CheckFinding::severity)
        .containsOnly(Severity.OK);
    assertThat(eventFindings()).extracting(CheckFinding::severity).containsOnly(Severity.OK);
  }

  @Test
  @DisplayName("name what is wrong with the account: disabled, under review, sandbox, quota, list")
  void accountFaults() {
    plantInAccount(a -> a.account.sendingEnabled(false), "account.sending", Severity.PROBLEM);
    plantInAccount(
        a -> a.account.enforcementStatus("PROBATION"), "account.sending", Severity.PROBLEM);
    plantInAccount(
        a -> a.account.productionAccessEnabled(false), "account.sandbox", Severity.WARNING);
    plantInAccount(
        a ->
            a.account.sendQuota(
                q -> q.maxSendRate(1.0).max24HourSend(200.0).sentLast24Hours(170.0)),
        "account.quota",
        Severity.PROBLEM);
    plantInAccount(
        a ->
            a.account.sendQuota(
                q -> q.maxSendRate(1.0).max24HourSend(200.0).sentLast24Hours(159.5)),
        "account.quota",
        Severity.OK);
    plantInAccount(
        a -> a.account.suppressionAttributes(s -> s.suppressedReasons(List.of())),
        "account.suppression-list",
        Severity.WARNING);
  }

  @Test
  @DisplayName("name what is wrong with the identity: missing, unverified, DKIM, MAIL FROM, sender")
  void identityFaults() {
    plantInSender(a -> a.identity = Optional.empty(), "sender.identity", Severity.PROBLEM);
    plantInSender(
        a -> a.identity.orElseThrow().verifiedForSendingStatus(false),
        "sender.identity",
        Severity.PROBLEM);
    plantInSender(
        a -> a.identity.orElseThrow().dkimAttributes(d -> d.signingEnabled(true).status("PENDING")),
        "sender.dkim",
        Severity.PROBLEM);
    plantInSender(
        a -> a.identity.orElseThrow().mailFromAttributes(_ -> {}),
        "sender.mail-from",
        Severity.WARNING);
    plantInSender(
        a ->
            a.identity
                .orElseThrow()
                .mailFromAttributes(m ->
                    m.mailFromDomain("bounce.shop.eu")
                        .mailFromDomainStatus(MailFromDomainStatus.FAILED)),
        "sender.mail-from",
        Severity.WARNING);
    assertFound(senderFindings("news@other.eu"), "sender.address", Severity.PROBLEM);
  }

  @Test
  @DisplayName("take the identity of topics for the senders of topics")
  void sendersOfTopics() {
    dns.put("_dmarc.other.eu", List.of("v=DMARC1; p=none"));
    dns.put("bounce.shop.eu", List.of("v=spf1 include:amazonses.com ~all"));
    List<CheckFinding> findings =
        new SenderCheck(
                account,
                account.retry,
                this::records,
                "shop.eu",
                Optional.of("other.eu"),
                List.of("news@shop.eu", "deals@other.eu"))
            .run();

    assertThat(findings).extracting(CheckFinding::check).doesNotContain("sender.address");
    assertThat(findings)
        .filteredOn(finding -> finding.check().equals("sender.dmarc"))
        .extracting(CheckFinding::severity)
        .containsExactly(Severity.OK, Severity.OK);
  }

  @Test
  @DisplayName("name what is wrong in DNS: SPF, DMARC missing, invalid or not aligned, no answer")
  void dnsFaults() {
    dns.remove("bounce.shop.eu");
    assertFound(senderFindings("news@shop.eu"), "sender.spf", Severity.WARNING);
    dns.put("_dmarc.shop.eu", List.of("v=DMARC1; rua=mailto:a@shop.eu"));
    assertFound(senderFindings("news@shop.eu"), "sender.dmarc", Severity.PROBLEM);
    dns.put("_dmarc.shop.eu", List.of("v=DMARC1;p=none", "v=DMARC1;p=reject"));
    assertFound(senderFindings("news@shop.eu"), "sender.dmarc", Severity.PROBLEM);
    dns.put("_dmarc.shop.eu", List.of("v=DMARC1; p=reject; adkim=s"));
    assertFound(senderFindings("news@mail.shop.eu"), "sender.dmarc", Severity.PROBLEM);
    dns.remove("_dmarc.shop.eu");
    assertFound(senderFindings("news@shop.eu"), "sender.dmarc", Severity.PROBLEM);
    assertFound(senderFindings("news@sluice.example"), "sender.dmarc", Severity.UNKNOWN);
    DnsRecords silent =
        name -> {
          throw new DnsRecords.UnansweredDnsException(name, new IOException());
        };
    assertFound(
        new SenderCheck(
                account,
                account.retry,
                silent,
                PlantedAccount.IDENTITY,
                Optional.empty(),
                List.of("news@shop.eu"))
            .run(),
        "sender.dmarc",
        Severity.UNKNOWN);
  }

  @Test
  @DisplayName("name what is wrong on the way of events: set, destination, rule")
  void eventFaults() {
    account.destinations.put("marketing", PlantedAccount.destination().enabled(false).build());
    assertFound(eventFindings(), "events.configuration-set", Severity.PROBLEM);
    account.destinations.remove("marketing");
    assertFound(eventFindings(), "events.configuration-set", Severity.PROBLEM);
    rule = Optional.of(RuleState.DISABLED);
    assertFound(eventFindings(), "events.rule", Severity.PROBLEM);
    rule = Optional.empty();
    assertFound(eventFindings(), "events.rule", Severity.PROBLEM);
  }

  @Test
  @DisplayName("name what is wrong with the link base: no answer, another page, another stack")
  void linkBaseFaults() {
    assertThat(linkBase(_ -> new Response(404, Optional.of("this"))).severity())
        .isEqualTo(Severity.OK);
    assertThat(linkBase(_ -> new Response(404, Optional.of("that"))).seen())
        .contains("another stack");
    assertThat(linkBase(_ -> new Response(301, Optional.empty())).seen()).contains("status 301");
    CheckFinding silent =
        linkBase(_ -> {
          throw new ConnectException("refused by 192.0.2.1");
        });
    assertThat(silent.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(silent.seen()).contains("does not answer").doesNotContain("192.0.2.1");
  }

  @Test
  @DisplayName("survive a denied call: it is named with its code, without the message of AWS")
  void survivesDenial() {
    account.failures.add(
        SesV2Exception.builder()
            .message("arn:aws:iam::1:user/anna is not authorized")
            .statusCode(403)
            .requestId("req-1")
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("SesV2")
                    .errorCode("AccessDeniedException")
                    .build())
            .build());

    List<CheckFinding> findings = new StackChecks(Map.of("account", this::accountFindings)).run();

    assertFound(findings, "account", Severity.UNKNOWN);
    assertThat(findings.getFirst().seen())
        .contains("SesV2", "AccessDeniedException", "403", "req-1")
        .doesNotContain("anna");
    assertThat(findings.getFirst().remedy()).contains("template.yaml");
  }

  @Test
  @DisplayName("repeat a call that SES throttles, since it allows one a second")
  void repeatsThrottledCalls() {
    account.failures.add(TooManyRequestsException.builder().build());

    assertThat(accountFindings()).extracting(CheckFinding::severity).containsOnly(Severity.OK);
  }

  private static void plantInAccount(
      Consumer<PlantedAccount> fault, String check, Severity severity) {
    PlantedAccount planted = new PlantedAccount();
    fault.accept(planted);
    assertFound(new AccountCheck(planted, planted.retry, 20).run(), check, severity);
  }

  private void plantInSender(Consumer<PlantedAccount> fault, String check, Severity severity) {
    PlantedAccount planted = new PlantedAccount();
    fault.accept(planted);
    assertFound(
        new SenderCheck(
                planted,
                planted.retry,
                this::records,
                PlantedAccount.IDENTITY,
                Optional.empty(),
                List.of("news@shop.eu"))
            .run(),
        check,
        severity);
  }

  /** A finding that is not good says what it means and what to do. */
  private static void assertFound(List<CheckFinding> findings, String check, Severity severity) {
    assertThat(findings)
        .anySatisfy(finding -> {
          assertThat(finding.check()).isEqualTo(check);
          assertThat(finding.severity()).isEqualTo(severity);
        })
        .allSatisfy(finding -> {
          assertThat(finding.seen()).isNotBlank();
          assertThat(finding.means().isEmpty()).isEqualTo(finding.severity() == Severity.OK);
          assertThat(finding.remedy().isEmpty()).isEqualTo(finding.severity() == Severity.OK);
        });
  }

  private List<CheckFinding> accountFindings() {
    return new AccountCheck(account, account.retry, 20).run();
  }

  private List<CheckFinding> senderFindings(String... senders) {
    return new SenderCheck(
            account,
            account.retry,
            this::records,
            PlantedAccount.IDENTITY,
            Optional.empty(),
            List.of(senders))
        .run();
  }

  private List<String> records(String name) {
    return dns.getOrDefault(name, List.of());
  }

  private List<CheckFinding> eventFindings() {
    EventBridgeClient bus =
        new EventBridgeClient() {
          @Override
          public DescribeRuleResponse describeRule(DescribeRuleRequest request) {
            return DescribeRuleResponse.builder()
                .state(rule.orElseThrow(() -> ResourceNotFoundException.builder().build()))
                .build();
          }

          @Override
          public String serviceName() {
            return "events";
          }

          @Override
          public void close() {}
        };
    return new EventPathCheck(
            account, bus, account.retry, List.of("marketing", "transactional"), "rule")
        .run();
  }

  private static CheckFinding linkBase(LinkBaseCheck.Probe probe) {
    return new LinkBaseCheck(probe, "https://mail.shop.eu", "this").run().getFirst();
  }
}
