package dev.sluice.local.ses;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of a message by its recipient, as with SES's mailbox simulator.
 *
 * <p>See "Using the mailbox simulator manually" in the Amazon SES Developer Guide; each address may
 * carry a label, as in {@code bounce+label@simulator.amazonses.com}. An out-of-office note comes
 * back to the sender as mail and is no event.
 */
final class MailboxSimulator {

  private static final String DOMAIN = "@simulator.amazonses.com";

  private static final List<EmulatedSesEvent> DELIVERED =
      List.of(new EmulatedSesEvent.Send(), new EmulatedSesEvent.Delivery());

  private MailboxSimulator() {}

  static List<EmulatedSesEvent> eventsFor(String recipient) {
    String address = recipient.replaceAll(".*<|>.*", "").toLowerCase(Locale.ROOT);
    if (!address.endsWith(DOMAIN)) {
      return DELIVERED;
    }
    return switch (address.replaceAll("[+@].*", "")) {
      case "bounce" -> List.of(new EmulatedSesEvent.Send(), new EmulatedSesEvent.Bounce("General"));
      case "suppressionlist" ->
          List.of(new EmulatedSesEvent.Send(), new EmulatedSesEvent.Bounce("Suppressed"));
      case "complaint" ->
          List.of(
              new EmulatedSesEvent.Send(),
              new EmulatedSesEvent.Delivery(),
              new EmulatedSesEvent.Complaint(Optional.empty()));
      default -> DELIVERED;
    };
  }
}
