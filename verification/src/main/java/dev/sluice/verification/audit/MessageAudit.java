package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedMessage;
import dev.sluice.verification.audit.RuleViolation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the headers and the postal address of a single message. */
final class MessageAudit {

  /** RFC 8058, section 3.1: an HTTPS address among the angle-bracketed ones. */
  private static final Pattern ONE_CLICK_LINK = Pattern.compile("(^|.*,)\\s*<https?://[^>]+>.*");

  /** RFC 2919, section 2: an identifier in angle brackets, after an optional phrase. */
  private static final Pattern LIST_ID = Pattern.compile(".*<[^<>\\s]+\\.[^<>\\s]+>\\s*");

  private MessageAudit() {}

  static Stream<RuleViolation> violations(AuditedMessage receipt, String postalAddress) {
    List<RuleViolation> found = new ArrayList<>();
    requireHeader(receipt, "List-Unsubscribe", ONE_CLICK_LINK).forEach(found::add);
    requireHeader(receipt, "List-Unsubscribe-Post", Pattern.compile("List-Unsubscribe=One-Click"))
        .forEach(found::add);
    requireHeader(receipt, "List-Id", LIST_ID).forEach(found::add);
    if (!containsText(receipt.text(), postalAddress)
        || !containsText(receipt.html(), postalAddress)) {
      found.add(violation(Kind.POSTAL_ADDRESS_MISSING, receipt, "the postal address"));
    }
    return found.stream();
  }

  private static Stream<RuleViolation> requireHeader(
      AuditedMessage receipt, String header, Pattern form) {
    return receipt.header(header).filter(value -> form.matcher(value).matches()).isPresent()
        ? Stream.empty()
        : Stream.of(violation(Kind.HEADER_MISSING, receipt, header));
  }

  /** Compares words only, since parts break lines and escape characters differently. */
  private static boolean containsText(String part, String postalAddress) {
    return normaliseText(part).contains(normaliseText(postalAddress));
  }

  private static String normaliseText(String text) {
    return text.replaceAll("<[^>]*>", " ")
        .replaceAll("&[a-zA-Z0-9#]+;", " ")
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private static RuleViolation violation(Kind kind, AuditedMessage receipt, String what) {
    return new RuleViolation(
        kind, "", "%s of %s at %s".formatted(what, receipt.campaign(), receipt.at()));
  }
}
