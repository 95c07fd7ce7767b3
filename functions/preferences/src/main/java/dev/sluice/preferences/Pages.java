package dev.sluice.preferences;

import dev.sluice.mail.template.HtmlEscaper;

/** The pages that subscribers see, in plain words. */
final class Pages {

  private static final String TRANSACTIONAL_STAYS =
      """
      <p class="note">Mail you ask for yourself, such as receipts and password resets, still \
      comes.</p>\
      """;

  /** For every link that is not good, whatever the cause. */
  static final Page NO_SUCH_LINK =
      new Page(
          "This link does not work",
          """
          <p>It may be cut off, or too old, or not meant for this. Nothing was changed.</p>
          <p>Please use the unsubscribe link at the foot of the newest message you got from us.</p>
          """
              + TRANSACTIONAL_STAYS);

  /** What the preferences link leads to: what can be done now, and how. */
  static final Page PREFERENCES =
      new Page(
          "Your mail from us",
          """
          <p>You can leave each kind of mail by itself. Open a message of the kind you no longer \
          want, and use the unsubscribe link at its foot, or your mail program\u2019s unsubscribe \
          button. The other kinds still come.</p>
          <p>Choosing how often you hear from us is not possible on this page yet.</p>
          """
              + TRANSACTIONAL_STAYS);

  private Pages() {}

  /** Asks whether to leave a topic; its button posts to the page's own address. */
  static Page ask(String topic) {
    return new Page(
        "Unsubscribe?",
        """
        <p>Do you want no more mail of this kind?</p>
        %s
        <form method="post">
        <input type="hidden" name="%s" value="%s">
        <button type="submit">Unsubscribe</button>
        </form>
        <p>If not, close this page: nothing has changed.</p>
        """
                .formatted(named(topic), OneClickBody.FIELD, OneClickBody.VALUE)
            + TRANSACTIONAL_STAYS);
  }

  /** Confirms that a topic was left, now or earlier. */
  static Page left(String topic) {
    return new Page(
        "You are unsubscribed",
        """
        <p>We will send you no more mail of this kind:</p>
        %s
        <p>A message that was on its way already may still arrive. Other kinds of mail that you \
        get from us are not changed.</p>
        """
                .formatted(named(topic))
            + TRANSACTIONAL_STAYS);
  }

  /** The team's own words, in whatever direction they run. */
  private static String named(String topic) {
    return "<p class=\"topic\"><bdi>" + HtmlEscaper.escape(topic) + "</bdi></p>";
  }
}
