package dev.sluice.mail;

/**
 * Names of the message tags that SES returns in a message's events.
 *
 * <p>Campaign and subscriber together identify a marketing send; the message id identifies a
 * transactional one.
 */
public final class MessageTags {

  /** The kind of mail: {@link #MARKETING} or {@link #TRANSACTIONAL}. */
  public static final String KIND = "kind";

  /** The value of {@link #KIND} for marketing mail. */
  public static final String MARKETING = "marketing";

  /** The value of {@link #KIND} for transactional mail. */
  public static final String TRANSACTIONAL = "transactional";

  /** Id of the transactional message. */
  public static final String MESSAGE = "message";

  /** Id of the transactional message's template. */
  public static final String TEMPLATE = "template";

  /** Id of the topic. */
  public static final String TOPIC = "topic";

  /** Id of the campaign. */
  public static final String CAMPAIGN = "campaign";

  /** Id of the variant. */
  public static final String VARIANT = "variant";

  /**
   * The subscriber, as a token of {@link dev.sluice.mail.link.LinkPurpose#FEEDBACK}: ids may be
   * addresses, and tags appear in the consoles and logs of other services.
   */
  public static final String SUBSCRIBER = "subscriber";

  /**
   * The first of two values that SES puts into the header Feedback-ID, by which Gmail's Postmaster
   * Tools counts spam reports: the campaign, or the template of transactional mail.
   */
  public static final String FEEDBACK_ID_A = "ses:feedback-id-a";

  /** The second value: {@code marketing_} and the topic, or {@link #TRANSACTIONAL}. */
  public static final String FEEDBACK_ID_B = "ses:feedback-id-b";

  private MessageTags() {}
}
