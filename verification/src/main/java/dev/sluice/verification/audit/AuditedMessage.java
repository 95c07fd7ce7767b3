package dev.sluice.verification.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A marketing message as it arrived.
 *
 * @param at when
 * @param recipients every address it went to
 * @param campaign the campaign it is tagged with
 * @param headers by name, in whatever case they came
 * @param html the HTML part
 * @param text the plain part
 */
public record AuditedMessage(
    Instant at,
    List<String> recipients,
    String campaign,
    Map<String, String> headers,
    String html,
    String text) {

  public AuditedMessage {
    recipients = List.copyOf(recipients);
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
