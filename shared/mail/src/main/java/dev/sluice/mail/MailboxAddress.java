package dev.sluice.mail;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An email address with an optional display name.
 *
 * @param name on one line, at most 100 characters
 */
public record MailboxAddress(Optional<String> name, EmailAddress address) {

  /** Characters of a name; mail clients show about a third of it. */
  private static final int MAX_NAME_CHARACTERS = 100;

  private static final Pattern NAMED = Pattern.compile("\\s*+([^<>]*?)\\s*+<([^<>]*+)>\\s*+");

  public MailboxAddress {
    name.ifPresent(text -> InputRules.requireSingleLine("name", text, MAX_NAME_CHARACTERS));
  }

  /**
   * Parses {@code Name <address>}, {@code "Name" <address>} or a bare address.
   *
   * @param field the field name in errors
   * @throws InvalidInputException if it is neither
   */
  public static MailboxAddress parse(String field, String text) {
    Matcher named = NAMED.matcher(text);
    try {
      return named.matches()
          ? new MailboxAddress(
              Optional.of(unquote(named.group(1))).filter(name -> !name.isEmpty()),
              new EmailAddress(named.group(2)))
          : new MailboxAddress(Optional.empty(), new EmailAddress(text.strip()));
    } catch (InvalidInputException invalid) {
      throw invalid.prefixedWith(field);
    }
  }

  /** Returns the value for a header, in printable ASCII. */
  public String toHeaderValue() {
    return name.map(text -> DisplayNameEncoder.encode(text) + " <" + address.value() + ">")
        .orElse(address.value());
  }

  private static String unquote(String name) {
    return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
        ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
        : name;
  }
}
