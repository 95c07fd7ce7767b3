package dev.sluice.core.subscriber;

import dev.sluice.core.support.InvalidInputException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person that the team sends mail to, as imports and the team's systems describe them.
 *
 * @param id the team's identifier
 * @param address the address that mail is sent to
 * @param zone the zone their days and quiet hours are counted in; the policy names one for those
 *     without
 * @param locale the language of what they read
 * @param stage how far they have come with the team
 * @param attributes what segments and templates use, at most {@value #MAX_ATTRIBUTES}; names are a
 *     letter followed by up to 63 letters, digits and '_', texts at most {@value #MAX_TEXT_LENGTH}
 *     characters
 */
public record Subscriber(
    SubscriberId id,
    EmailAddress address,
    Optional<ZoneId> zone,
    Optional<Locale> locale,
    LifecycleStage stage,
    Map<String, AttributeValue> attributes)
    implements SegmentInput {

  /** More attributes than any template uses, few enough for one small item. */
  public static final int MAX_ATTRIBUTES = 50;

  /** Characters of one attribute's text: a paragraph, not a document. */
  public static final int MAX_TEXT_LENGTH = 1000;

  /** Nothing is ever delivered to this domain (RFC 6761, section 6.4). */
  private static final EmailAddress ERASED_ADDRESS = new EmailAddress("nobody@erased.invalid");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  public Subscriber {
    attributes = Map.copyOf(attributes);
    if (attributes.size() > MAX_ATTRIBUTES) {
      throw InvalidInputException.of(
          "attributes", attributes.size(), "give at most " + MAX_ATTRIBUTES + " attributes");
    }
    attributes.forEach(Subscriber::requireValidAttribute);
  }

  /** Returns the placeholder of an erased subscriber: an identifier, and nothing else. */
  public static Subscriber erased(SubscriberId id) {
    return new Subscriber(
        id, ERASED_ADDRESS, Optional.empty(), Optional.empty(), LifecycleStage.PROSPECT, Map.of());
  }

  /** Returns whether this is the placeholder of an erased subscriber. */
  public boolean isErased() {
    return address.equals(ERASED_ADDRESS);
  }

  @Override
  public Optional<AttributeValue> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /**
   * Returns the name of an attribute unchanged.
   *
   * @throws InvalidInputException unless it is a letter followed by up to 63 letters, digits, '_'
   */
  public static String requireAttributeName(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw InvalidInputException.of(
          field, name, "use a letter followed by up to 63 letters, digits or '_'");
    }
    return name;
  }

  private static void requireValidAttribute(String name, AttributeValue value) {
    requireAttributeName("attributes", name);
    if (value.display().length() > MAX_TEXT_LENGTH) {
      throw InvalidInputException.of(
          "attributes." + name,
          value.display(),
          "shorten it to " + MAX_TEXT_LENGTH + " characters");
    }
  }
}
