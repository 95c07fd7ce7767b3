package dev.sluice.preferences.centre;

import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;

/** What a person asks for with one of the preference centre's forms. */
public sealed interface Wish {

  /** To get a topic, this often. */
  record Choose(TopicId topic, Cadence cadence) implements Wish {}

  /** To get a topic no more. */
  record Leave(TopicId topic) implements Wish {}

  /** To get nothing for so many days: 30, 60 or 90. */
  record Pause(int days) implements Wish {}

  /** To end a pause. */
  record Resume() implements Wish {}

  /** To get nothing any more. */
  record LeaveAll() implements Wish {}

  /** To get again what was chosen before everything was left. */
  record Return() implements Wish {}
}
