package dev.sluice.cli.importer;

import dev.sluice.core.support.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A product whose exports can be imported as they are: the meaning of its columns. */
public enum ProductExport {
  /** One file for each status, which only the file's name says. */
  MAILCHIMP(
      Map.of(
          "email address", List.of("address"),
          "euid", List.of("id"),
          "first name", List.of("firstName:text"),
          "last name", List.of("lastName:text")),
      Map.of()),
  /** One file for each list. */
  LISTMONK(
      Map.of("uuid", List.of("id"), "email", List.of("address"), "name", List.of("name:text")),
      Map.of(
          "status",
          word(
              Map.of(
                  "enabled", MarketingStatus.SUBSCRIBED,
                  "disabled", MarketingStatus.UNSUBSCRIBED,
                  "blocklisted", MarketingStatus.SUPPRESSED)))),
  /** Semicolons; the address identifies the contact. */
  BREVO(
      Map.of(
          "email", List.of("address"),
          "firstname", List.of("firstName:text"),
          "lastname", List.of("lastName:text")),
      Map.of("email_blacklisted", flag(MarketingStatus.UNSUBSCRIBED))),
  /** Marketing Cloud: all subscribers. */
  SALESFORCE(
      Map.of("subscriberkey", List.of("id"), "emailaddress", List.of("address")),
      Map.of(
          "status",
          word(
              Map.of(
                  "active", MarketingStatus.SUBSCRIBED,
                  "unsubscribed", MarketingStatus.UNSUBSCRIBED,
                  "held", MarketingStatus.BOUNCED,
                  "bounced", MarketingStatus.BOUNCED)))),
  /** The lists of opt-outs and bounces, and contacts with these columns. */
  HUBSPOT(
      Map.of(
          "email", List.of("address"),
          "first name", List.of("firstName:text"),
          "last name", List.of("lastName:text")),
      Map.of(
          "portal unsubscribe", flag(MarketingStatus.UNSUBSCRIBED),
          "portal bounce", flag(MarketingStatus.BOUNCED),
          "global bounce", flag(MarketingStatus.BOUNCED),
          "portal spam report", flag(MarketingStatus.COMPLAINED))),
  /** Contacts; do-not-contact is not among the fields. */
  MAUTIC(
      Map.of(
          "email", List.of("address"),
          "firstname", List.of("firstName:text"),
          "lastname", List.of("lastName:text")),
      Map.of());

  private final Map<String, List<String>> headings;
  private final Map<String, Function<String, MarketingStatus>> statuses;

  ProductExport(
      Map<String, List<String>> headings, Map<String, Function<String, MarketingStatus>> statuses) {
    this.headings = headings;
    this.statuses = statuses;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns how to read the columns of a file: the product's, those that the operator maps, and no
   * others.
   */
  ColumnMapping mapping(List<String> header, ColumnMapping operator) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String raw : header) {
      String column = ImportHeader.trim(raw);
      List<String> wanted = new ArrayList<>();
      operator
          .headingsOf(column)
          .ifPresentOrElse(
              wanted::addAll, () -> wanted.addAll(headings.getOrDefault(key(column), List.of())));
      all.put(column, wanted);
    }
    operator.headings().forEach(all::putIfAbsent);
    return new ColumnMapping(all);
  }

  /** Returns the columns that are not imported. */
  List<String> unused(List<String> header, ColumnMapping operator) {
    return header.stream()
        .map(ImportHeader::trim)
        .filter(column -> operator.headingsOf(column).isEmpty())
        .filter(column -> !headings.containsKey(key(column)) && status(column).isEmpty())
        .toList();
  }

  /** Returns what a column says of the status, if it is one that does. */
  Optional<Function<String, MarketingStatus>> status(String column) {
    return Optional.ofNullable(statuses.get(key(column)));
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  private static Function<String, MarketingStatus> word(Map<String, MarketingStatus> meanings) {
    return value ->
        Optional.ofNullable(meanings.get(key(value)))
            .orElseThrow(() ->
                InvalidInputException.of(
                    "",
                    value,
                    "use one of "
                        + String.join(", ", meanings.keySet().stream().sorted().toList())));
  }

  private static Function<String, MarketingStatus> flag(MarketingStatus meaning) {
    return value ->
        switch (key(value)) {
          case "true", "yes", "1", "y" -> meaning;
          case "", "false", "no", "0", "n" -> MarketingStatus.SUBSCRIBED;
          default -> throw InvalidInputException.of("", value, "use true or false, yes or no");
        };
  }
}
