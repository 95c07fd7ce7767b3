package dev.sluice.core.subscriber;

import java.util.Locale;

/**
 * The inbox that mail to an address arrives in: the address in lower case.
 *
 * <p>Addresses that differ only in upper and lower case have one inbox. Rules of single providers,
 * such as ignored dots or a part behind a plus sign, are not applied, because they do not hold
 * everywhere.
 *
 * @param value the address in lower case
 */
public record Inbox(String value) {

  /** Returns the inbox of an address. */
  public static Inbox of(EmailAddress address) {
    return new Inbox(address.value().toLowerCase(Locale.ROOT));
  }

  /** Returns a form fit for logs: never the address itself. */
  @Override
  public String toString() {
    return "Inbox[***]";
  }
}
