package dev.sluice.api.check;

import dev.sluice.ses.SesThrottleRetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.DkimStatus;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.MailFromAttributes;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainStatus;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/**
 * Checks the identity that the functions send as, and the DNS records that mailbox providers demand
 * of the domain of every sender: DKIM or SPF that is aligned with the From header (RFC 7489), and a
 * DMARC policy.
 *
 * @param identity the SES identity, a domain or an address
 * @param topicIdentity a second identity that topics may send as
 * @param senders the addresses in From headers
 */
record SenderCheck(
    SesV2Client ses,
    SesThrottleRetry retry,
    DnsRecords dns,
    String identity,
    Optional<String> topicIdentity,
    List<String> senders) {

  /** Names that no public DNS has (RFC 6761); local runs send from one. */
  private static final List<String> RESERVED =
      List.of(
          "example", "test", "invalid", "localhost", "example.com", "example.net", "example.org");

  private static final int MAX_PARENTS = 8;

  List<CheckFinding> run() {
    List<CheckFinding> findings = new ArrayList<>();
    GetEmailIdentityResponse found;
    try {
      found = retry.call(() -> ses.getEmailIdentity(get -> get.emailIdentity(identity)));
    } catch (NotFoundException e) {
      return List.of(
          CheckFinding.problem(
              "sender.identity",
              "SES has no identity " + identity + " in this region",
              "SES refuses every message: all marketing is withheld, transactional mail waits.",
              "Create it in the console of SES under 'Identities', publish its DNS records, and"
                  + " wait until it is verified."));
    }
    findings.add(verified(found));
    senders.forEach(sender -> findings.addAll(coveredBy(sender)));
    findings.add(dkim(found));
    findings.add(mailFrom(found));
    senders.stream()
        .map(SenderCheck::domain)
        .distinct()
        .forEach(domain -> findings.addAll(dns(domain, found)));
    return findings;
  }

  private CheckFinding verified(GetEmailIdentityResponse found) {
    return Boolean.TRUE.equals(found.verifiedForSendingStatus())
        ? CheckFinding.ok("sender.identity", "the identity " + identity + " is verified")
        : CheckFinding.problem(
            "sender.identity",
            "the identity %s is not verified (%s)"
                .formatted(identity, found.verificationStatusAsString()),
            "SES refuses every message: all marketing is withheld, transactional mail waits.",
            "Publish the DNS records that the console of SES shows for it, or confirm the message"
                + " that SES sent to the address. It can take up to 72 hours.");
  }

  private List<CheckFinding> coveredBy(String sender) {
    boolean covered =
        covers(identity, sender) || topicIdentity.filter(id -> covers(id, sender)).isPresent();
    return covered
        ? List.of()
        : List.of(
            CheckFinding.problem(
                "sender.address",
                "the sender %s does not belong to the identity %s".formatted(sender, identity),
                "The functions may send as this identity only: SES denies every message of this"
                    + " sender.",
                "Set SenderIdentity to the sender's domain, or the sender to an address of it; for"
                    + " the sender of a topic, set TopicSenderIdentity."));
  }

  private static boolean covers(String identity, String sender) {
    return identity.contains("@")
        ? identity.equalsIgnoreCase(sender)
        : isSameOrBelow(domain(sender), identity.toLowerCase(Locale.ROOT));
  }

  private CheckFinding dkim(GetEmailIdentityResponse found) {
    String check = "sender.dkim";
    if (found.dkimAttributes() != null
        && Boolean.TRUE.equals(found.dkimAttributes().signingEnabled())
        && found.dkimAttributes().status() == DkimStatus.SUCCESS) {
      return CheckFinding.ok(check, "SES signs with DKIM as " + identity);
    }
    return CheckFinding.problem(
        check,
        found.dkimAttributes() == null
            ? "the identity has no DKIM"
            : "DKIM is %s, signing %s"
                .formatted(
                    found.dkimAttributes().statusAsString(),
                    Boolean.TRUE.equals(found.dkimAttributes().signingEnabled()) ? "on" : "off"),
        "Gmail, Yahoo and Microsoft reject bulk mail, or file it as spam, without an aligned DKIM"
            + " signature.",
        identity.contains("@")
            ? "Verify the domain rather than the address, with Easy DKIM, and set SenderIdentity to"
                + " it."
            : "Turn on Easy DKIM for the identity and publish its three CNAME records.");
  }

  private CheckFinding mailFrom(GetEmailIdentityResponse found) {
    String check = "sender.mail-from";
    Optional<MailFromAttributes> custom = customMailFrom(found);
    if (custom.isEmpty()) {
      return CheckFinding.warning(
          check,
          "no custom MAIL FROM domain: bounces go to amazonses.com",
          "SPF passes for amazonses.com only and is not aligned with the sender, so DMARC depends"
              + " on DKIM alone.",
          "Set a custom MAIL FROM domain such as bounce.%s for the identity, and publish its MX and"
                  .formatted(identity.contains("@") ? domain(identity) : identity)
              + " TXT records.");
    }
    MailFromAttributes attributes = custom.orElseThrow();
    return attributes.mailFromDomainStatus() == MailFromDomainStatus.SUCCESS
        ? CheckFinding.ok(check, "bounces go to " + attributes.mailFromDomain())
        : CheckFinding.warning(
            check,
            "the MAIL FROM domain %s is %s"
                .formatted(attributes.mailFromDomain(), attributes.mailFromDomainStatusAsString()),
            "SES uses amazonses.com, or refuses messages, depending on the identity's setting for"
                + " MX failures.",
            "Publish for %s the MX record 10 feedback-smtp.REGION.amazonses.com and the TXT record"
                    .formatted(attributes.mailFromDomain())
                + " v=spf1 include:amazonses.com ~all");
  }

  private static Optional<MailFromAttributes> customMailFrom(GetEmailIdentityResponse found) {
    return Optional.ofNullable(found.mailFromAttributes())
        .filter(attributes -> attributes.mailFromDomain() != null)
        .filter(attributes -> !attributes.mailFromDomain().isBlank());
  }

  private List<CheckFinding> dns(String domain, GetEmailIdentityResponse found) {
    if (isReserved(domain)) {
      return List.of(
          CheckFinding.unknown(
              "sender.dmarc",
              domain + " is a reserved name, which no public DNS has",
              "Nothing is wrong in a local run; no mail can be sent from it.",
              "Deploy with a domain of your own."));
    }
    List<CheckFinding> findings = new ArrayList<>();
    customMailFrom(found).ifPresent(custom -> findings.add(spf(custom.mailFromDomain(), domain)));
    findings.add(dmarc(domain));
    return findings;
  }

  private CheckFinding spf(String mailFrom, String domain) {
    String check = "sender.spf";
    List<String> records;
    try {
      records = txt(mailFrom, "v=spf1");
    } catch (DnsRecords.UnansweredDnsException e) {
      return unanswered(check, mailFrom);
    }
    if (records.size() == 1 && records.getFirst().contains("include:amazonses.com")) {
      return isAligned(mailFrom, domain)
          ? CheckFinding.ok(check, "SPF of " + mailFrom + " includes SES and is aligned")
          : CheckFinding.warning(
              check,
              "the MAIL FROM domain %s is not of the sender's domain %s"
                  .formatted(mailFrom, domain),
              "SPF is not aligned with the From header, so DMARC depends on DKIM alone.",
              "Use a MAIL FROM domain below the sender's own domain.");
    }
    return CheckFinding.warning(
        check,
        records.isEmpty()
            ? mailFrom + " has no SPF record"
            : "%s has %d SPF records: %s".formatted(mailFrom, records.size(), records),
        "SPF fails, so DMARC depends on DKIM alone.",
        "Publish exactly one TXT record for %s: v=spf1 include:amazonses.com ~all"
            .formatted(mailFrom));
  }

  /** The record of the domain, or of the next parent that has one, as receivers look for it. */
  private CheckFinding dmarc(String domain) {
    String check = "sender.dmarc";
    try {
      String name = domain;
      for (int i = 0; i < MAX_PARENTS && name.contains("."); i++) {
        List<String> records = txt("_dmarc." + name, "v=DMARC1");
        if (!records.isEmpty()) {
          return dmarc(domain, name, records);
        }
        name = parent(name);
      }
    } catch (DnsRecords.UnansweredDnsException e) {
      return unanswered(check, domain);
    }
    return CheckFinding.problem(
        check,
        "_dmarc.%s has no DMARC record, nor has a parent".formatted(domain),
        "Gmail, Yahoo and Microsoft demand one of those who send 5,000 messages a day or more,"
            + " and reject or junk their mail without.",
        "Publish the TXT record _dmarc.%s: v=DMARC1; p=none; rua=mailto:YOU".formatted(domain));
  }

  private CheckFinding dmarc(String domain, String at, List<String> records) {
    String check = "sender.dmarc";
    String record = records.getFirst().replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (records.size() > 1 || !record.matches(".*;p=(none|quarantine|reject)(;.*)?")) {
      return CheckFinding.problem(
          check,
          "_dmarc.%s is not valid: %s".formatted(at, records),
          "Receivers treat the domain as one without DMARC.",
          "Publish exactly one TXT record _dmarc.%s, such as v=DMARC1; p=none; rua=mailto:YOU"
              .formatted(at));
    }
    String used =
        topicIdentity
            .filter(topic ->
                !isAligned(identity.toLowerCase(Locale.ROOT), domain)
                    && covers(topic, "any@" + domain))
            .orElse(identity);
    String signer = used.contains("@") ? "amazonses.com" : used.toLowerCase(Locale.ROOT);
    boolean strict = record.contains(";adkim=s");
    boolean aligned = strict ? signer.equals(domain) : isAligned(signer, domain);
    return aligned
        ? CheckFinding.ok(
            check,
            "DMARC of %s is published, and DKIM is aligned (%s with %s)"
                .formatted(at, signer, domain))
        : CheckFinding.problem(
            check,
            "DKIM signs as %s, and the sender's domain is %s%s"
                .formatted(signer, domain, strict ? "; _dmarc." + at + " says adkim=s" : ""),
            "DKIM is not aligned with the From header, so DMARC fails or depends on SPF alone.",
            "Verify %s itself as an identity, and set SenderIdentity to it.".formatted(domain));
  }

  private static CheckFinding unanswered(String check, String name) {
    return CheckFinding.unknown(
        check,
        "no DNS server answers for " + name,
        "It is not known what mailbox providers see.",
        "Run the check again.");
  }

  private List<String> txt(String name, String start) {
    return dns.txt(name).stream()
        .filter(text ->
            text.strip().toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** Relaxed alignment, approximated without a list of public suffixes. */
  private static boolean isAligned(String signer, String domain) {
    return isSameOrBelow(signer, domain)
        || isSameOrBelow(domain, signer)
        || (parent(domain).contains(".") && isSameOrBelow(signer, parent(domain)));
  }

  private static boolean isReserved(String domain) {
    return RESERVED.stream().anyMatch(reserved -> isSameOrBelow(domain, reserved));
  }

  private static String parent(String domain) {
    return domain.substring(domain.indexOf('.') + 1);
  }

  private static boolean isSameOrBelow(String domain, String ancestor) {
    return domain.equals(ancestor) || domain.endsWith("." + ancestor);
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }
}
