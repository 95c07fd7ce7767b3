package dev.sluice.mail;

/**
 * The words of the footer that a message gets if its template leaves out what must be there.
 *
 * @param unsubscribe words of the link that leaves the topic; {@code %s} is the topic's name
 * @param preferences words of the link to the preference centre
 */
public record FooterTexts(String unsubscribe, String preferences) {

  /** The words in English. */
  public static final FooterTexts ENGLISH =
      new FooterTexts("Unsubscribe from %s", "Choose what you hear about, and how often");

  String unsubscribeFrom(String topic) {
    return unsubscribe.replace("%s", topic);
  }
}
