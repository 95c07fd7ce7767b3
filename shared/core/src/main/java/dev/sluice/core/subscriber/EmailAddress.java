package dev.sluice.core.subscriber;

import dev.sluice.core.support.InvalidInputException;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that SES can be given: a dot-atom of ASCII, an '@', and a domain name.
 *
 * <p>Quoted local parts and address literals (RFC 5321, section 4.1.2) are legal and never seen in
 * a list of subscribers, so they are refused rather than risked in a header. SES does not speak
 * SMTPUTF8, so the local part is ASCII; an international domain is turned into its ASCII form (RFC
 * 5891).
 *
 * @param value at most 254 characters (RFC 5321, section 4.5.3.1.3, less the angle brackets), the
 *     local part at most 64
 */
public record EmailAddress(String value) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}");

  public EmailAddress {
    String raw = value;
    value =
        normalise(raw)
            .orElseThrow(() ->
                InvalidInputException.of(
                    "address",
                    raw,
                    "use one address such as name@example.com, ASCII before the '@'"));
  }

  /** Returns the part after the '@', in ASCII and lower case. */
  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  /** Returns a form fit for logs: never the address itself. */
  @Override
  public String toString() {
    return "EmailAddress[***@" + domain() + "]";
  }

  private static Optional<String> normalise(String raw) {
    int at = raw.lastIndexOf('@');
    if (at < 1 || raw.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String local = raw.substring(0, at);
    if (local.length() > MAX_LOCAL_LENGTH || !LOCAL.matcher(local).matches()) {
      return Optional.empty();
    }
    return asciiDomain(raw.substring(at + 1))
        .map(domain -> local + "@" + domain)
        .filter(address -> address.length() <= MAX_LENGTH);
  }

  private static Optional<String> asciiDomain(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return Optional.of(ascii).filter(name -> DOMAIN.matcher(name).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a domain name by RFC 5891: refused below with the remedy
    }
  }
}
