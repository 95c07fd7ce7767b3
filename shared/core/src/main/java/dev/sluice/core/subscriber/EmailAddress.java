package dev.sluice.core.subscriber;

import dev.sluice.core.support.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that SES can be given: a local part in ASCII, an '@', and a domain name.
 *
 * <p>A local part is a dot-atom or, as older addresses of Japanese carriers need, a quoted string
 * of printable characters (RFC 5321, section 4.1.2); quotes that are not needed are removed. SES
 * does not speak SMTPUTF8, so the local part is ASCII; an international domain is turned into its
 * ASCII form ({@link DomainNames}). Address literals are refused.
 *
 * @param value at most 254 characters (RFC 5321, section 4.5.3.1.3, less the angle brackets), the
 *     local part at most 64
 */
public record EmailAddress(String value) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[ !#-\\[\\]-~]|\\\\[ -~])+\"");
  private static final Pattern DOMAIN =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}");

  public EmailAddress {
    String raw = value;
    value = normalise(raw).orElseThrow(() -> InvalidInputException.of("address", raw, remedy(raw)));
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
    String local = unquoted(raw.substring(0, at));
    boolean valid = LOCAL.matcher(local).matches() || QUOTED.matcher(local).matches();
    if (local.length() > MAX_LOCAL_LENGTH || !valid) {
      return Optional.empty();
    }
    return DomainNames.toAscii(raw.substring(at + 1))
        .filter(name -> DOMAIN.matcher(name).matches())
        .map(domain -> local + "@" + domain)
        .filter(address -> address.length() <= MAX_LENGTH);
  }

  /** Removes quotes around what needs none, so that one mailbox has one spelling. */
  private static String unquoted(String local) {
    if (!QUOTED.matcher(local).matches()) {
      return local;
    }
    String content = local.substring(1, local.length() - 1);
    return LOCAL.matcher(content).matches() ? content : local;
  }

  private static String remedy(String raw) {
    String local = raw.substring(0, Math.max(0, raw.lastIndexOf('@')));
    return local.chars().anyMatch(c -> c > '~')
        ? "use an address that is ASCII before the '@': SES does not send to others"
        : "use one address such as name@example.com, with a domain name that exists in ASCII";
  }
}
