package dev.sluice.core.state;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * An event of a send after it was handed to SES.
 *
 * <p>The set of a send's events only grows, so that events that arrive twice or in any order lead
 * to the same set.
 */
public enum SendEvent {
  /** SES accepted it, although its response was lost; only unconfirmed sends have this event. */
  TAKEN,
  /** The recipient's mail server accepted it. */
  DELIVERED,
  /** Presumably a person opened it. */
  OPENED,
  /** A person followed a link in it, other than a link of Sluice. */
  CLICKED,
  /** A machine fetched it, such as a scanner or a privacy proxy; what a person did is unknown. */
  PREFETCHED,
  /** It bounced, and a later message may be delivered: a full mailbox, a server that is down. */
  SOFT_BOUNCED,
  /** It bounced permanently: the mailbox does not exist. */
  BOUNCED,
  /** Its recipient reported it as unwanted. */
  COMPLAINED,
  /** Its recipient unsubscribed with its link. */
  UNSUBSCRIBED,
  /** SES accepted it and then rejected it. */
  REJECTED,
  /** SES accepted it and did not try: the address is on the account's suppression list. */
  UNTRIED;

  /**
   * Returns the events that one event implies, itself included: a send that was opened, clicked,
   * fetched, reported or unsubscribed from was delivered, even if that event is late or lost.
   */
  public Set<SendEvent> impliedEvents() {
    return switch (this) {
      case OPENED, CLICKED, PREFETCHED, COMPLAINED, UNSUBSCRIBED -> EnumSet.of(this, DELIVERED);
      case TAKEN, DELIVERED, SOFT_BOUNCED, BOUNCED, REJECTED, UNTRIED -> EnumSet.of(this);
    };
  }

  /** Returns the events that several events imply, themselves included. */
  static EnumSet<SendEvent> withImplied(Collection<SendEvent> news) {
    EnumSet<SendEvent> proven = EnumSet.noneOf(SendEvent.class);
    news.forEach(piece -> proven.addAll(piece.impliedEvents()));
    return proven;
  }
}
