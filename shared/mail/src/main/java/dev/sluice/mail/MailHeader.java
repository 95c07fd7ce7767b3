package dev.sluice.mail;

import dev.sluice.core.support.InvalidInputException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header field of a message, beside those that SES sets itself.
 *
 * @param name 1 to 126 printable ASCII characters without space and colon (RFC 5322 section 3.6.8,
 *     SES quota); none of the fields that SES sets from the message's other parts
 * @param value 1 to 995 printable ASCII characters on one line (SES quota)
 */
public record MailHeader(String name, String value) {

  private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,126}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{1,995}");
  private static final Set<String> SET_BY_SES =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "subject",
          "date",
          "message-id",
          "return-path",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "dkim-signature",
          "received");

  public MailHeader {
    if (!NAME.matcher(name).matches() || SET_BY_SES.contains(name.toLowerCase(Locale.ROOT))) {
      throw InvalidInputException.of(
          "header",
          name,
          "use a name of 1 to 126 printable ASCII characters that SES does not set");
    }
    if (!VALUE.matcher(value).matches()) {
      throw InvalidInputException.of(
          name, value.length() + " characters", "use 1 to 995 printable ASCII characters");
    }
  }

  /** Returns a text safe for logs: values may contain tokens. */
  @Override
  public String toString() {
    return "Header[" + name + "]";
  }
}
