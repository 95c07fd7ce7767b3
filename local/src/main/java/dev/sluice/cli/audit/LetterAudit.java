package dev.sluice.cli.audit;

import dev.sluice.cli.audit.Breach.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every single message must carry. */
final class LetterAudit {

  /** RFC 8058, section 3.1: an HTTPS address among the angle-bracketed ones. */
  private static final Pattern ONE_CLICK_LINK = Pattern.compile("(^|.*,)\\s*<https?://[^>]+>.*");

  /** RFC 2919, section 2: an identifier in angle brackets, after an optional phrase. */
  private static final Pattern LIST_ID = Pattern.compile(".*<[^<>\\s]+\\.[^<>\\s]+>\\s*");

  private LetterAudit() {}

  static Stream<Breach> breaches(Receipt receipt, String postalAddress) {
    List<Breach> found = new ArrayList<>();
    require(receipt, "List-Unsubscribe", ONE_CLICK_LINK).forEach(found::add);
    require(receipt, "List-Unsubscribe-Post", Pattern.compile("List-Unsubscribe=One-Click"))
        .forEach(found::add);
    require(receipt, "List-Id", LIST_ID).forEach(found::add);
    if (!shows(receipt.text(), postalAddress) || !shows(receipt.html(), postalAddress)) {
      found.add(breach(Kind.POSTAL_ADDRESS_MISSING, receipt, "the postal address"));
    }
    return found.stream();
  }

  private static Stream<Breach> require(Receipt receipt, String header, Pattern form) {
    return receipt.header(header).filter(value -> form.matcher(value).matches()).isPresent()
        ? Stream.empty()
        : Stream.of(breach(Kind.HEADER_MISSING, receipt, header));
  }

  /** Compares words only: parts break lines and escape characters in their own ways. */
  private static boolean shows(String part, String postalAddress) {
    return words(part).contains(words(postalAddress));
  }

  private static String words(String text) {
    return text.replaceAll("<[^>]*>", " ")
        .replaceAll("&[a-zA-Z0-9#]+;", " ")
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private static Breach breach(Kind kind, Receipt receipt, String what) {
    return new Breach(kind, "", "%s of %s at %s".formatted(what, receipt.campaign(), receipt.at()));
  }
}
