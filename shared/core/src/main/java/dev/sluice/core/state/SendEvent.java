package dev.sluice.core.state;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was heard of a send after it was handed to SES.
 *
 * <p>A send has a set of these that only grows, so that news heard twice or in any order leave the
 * same set behind.
 */
public enum SendEvent {
  /** SES took it, although its answer was lost; heard of unconfirmed sends only. */
  TAKEN,
  /** The recipient's mail server took it. */
  DELIVERED,
  /** A person opened it, as far as can be told. */
  OPENED,
  /** A person followed a link in it, other than one of our own. */
  CLICKED,
  /** A machine fetched it, such as a scanner or a privacy proxy; what a person did is not known. */
  PREFETCHED,
  /** It came back, and another may yet arrive: a full mailbox, a server that is down. */
  SOFT_BOUNCED,
  /** It came back for good: there is no such mailbox. */
  BOUNCED,
  /** Its recipient reported it as unwanted. */
  COMPLAINED,
  /** Its recipient left by its link. */
  UNSUBSCRIBED,
  /** SES took it and then found it unfit to be sent on. */
  REJECTED,
  /** SES took it and did not try: the address is on the account's own suppression list. */
  UNTRIED;

  /**
   * Returns what one piece of news proves, itself included: what was opened, clicked, fetched,
   * complained of or left by its link was delivered, even if that event is late or lost.
   */
  public Set<SendEvent> impliedEvents() {
    return switch (this) {
      case OPENED, CLICKED, PREFETCHED, COMPLAINED, UNSUBSCRIBED -> EnumSet.of(this, DELIVERED);
      case TAKEN, DELIVERED, SOFT_BOUNCED, BOUNCED, REJECTED, UNTRIED -> EnumSet.of(this);
    };
  }

  /** Returns everything that several pieces of news prove. */
  static EnumSet<SendEvent> withImplied(Collection<SendEvent> news) {
    EnumSet<SendEvent> proven = EnumSet.noneOf(SendEvent.class);
    news.forEach(piece -> proven.addAll(piece.impliedEvents()));
    return proven;
  }
}
