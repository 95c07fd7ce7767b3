package dev.sluice.feedback;

import dev.sluice.core.feedback.SubscriberMailEvent;

/** What a queue message turned out to be. */
sealed interface ParsedEvent {

  /** An event about a message to a subscriber. */
  record SubscriberEvent(SubscriberMailEvent event) implements ParsedEvent {}

  /** An event that is none of a subscriber's. */
  record Ignored(IgnoreReason reason) implements ParsedEvent {}

  /** Why an event is put aside. */
  enum IgnoreReason {
    /** It is about a transactional message to a bare address. */
    NOT_A_SUBSCRIBER("notASubscriber"),
    /** Its message carries no tags of ours. */
    UNTAGGED("untagged"),
    /** Its tags were not made with one of our keys, or are too old. */
    FORGED("forged"),
    /** It is of a type that SES did not have when this was written. */
    UNKNOWN_TYPE("unknownType");

    private final String logField;

    IgnoreReason(String field) {
      this.logField = field;
    }

    /** Returns the field of the log in which it is counted. */
    String logField() {
      return logField;
    }
  }
}
