package dev.sluice.feedback;

import dev.sluice.scheduling.feedback.Report;

/** What a queue message turned out to be. */
sealed interface Reading {

  /** An event about a message to a subscriber. */
  record Heard(Report report) implements Reading {}

  /** An event that is none of a subscriber's. */
  record Ignored(Why why) implements Reading {}

  /** Why an event is put aside. */
  enum Why {
    /** It is about a transactional message to a bare address. */
    NOT_A_SUBSCRIBER("notASubscriber"),
    /** Its message carries no tags of ours. */
    UNTAGGED("untagged"),
    /** Its tags were not made with one of our keys, or are too old. */
    FORGED("forged"),
    /** It is of a type that SES did not have when this was written. */
    UNKNOWN_TYPE("unknownType");

    private final String field;

    Why(String field) {
      this.field = field;
    }

    /** Returns the field of the log in which it is counted. */
    String field() {
      return field;
    }
  }
}
