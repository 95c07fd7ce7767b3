package dev.sluice.mail;

import dev.sluice.mail.words.Language;

/**
 * The words of the footer that a message gets if its template leaves out what must be there.
 *
 * @param unsubscribe words of the link that leaves the topic; {@code {topic}} is the topic's name
 * @param preferences words of the link to the preference centre
 */
record FooterTexts(String unsubscribe, String preferences) {

  /** Returns the words in a language. */
  static FooterTexts in(Language language) {
    return new FooterTexts(language.say("footer.unsubscribe"), language.say("footer.preferences"));
  }

  String unsubscribeFrom(String topic) {
    return unsubscribe.replace("{topic}", topic);
  }
}
