package dev.sluice.preferences.center;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;

/** What a person asks for with one of the preference centre's forms. */
public sealed interface PreferenceCommand {

  /** To get a topic, this often. */
  record ChooseCadence(TopicId topic, Cadence cadence) implements PreferenceCommand {}

  /** To get a topic no more. */
  record Unsubscribe(TopicId topic) implements PreferenceCommand {}

  /** To get nothing for so many days: 30, 60 or 90. */
  record Pause(int days) implements PreferenceCommand {}

  /** To end a pause. */
  record Resume() implements PreferenceCommand {}

  /** To get nothing any more. */
  record UnsubscribeAll() implements PreferenceCommand {}

  /** To get again what was chosen before everything was left. */
  record Resubscribe() implements PreferenceCommand {}
}
