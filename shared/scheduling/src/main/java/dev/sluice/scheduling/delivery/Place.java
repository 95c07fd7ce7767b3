package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.standing.DropCode;

/** Where a send is: every send of a campaign is counted in exactly one place. */
public sealed interface Place {

  /** Handed to SES. */
  record Sent() implements Place {}

  /** Charged, with the answer lost. */
  record Unconfirmed() implements Place {}

  /** Kept for a later instant. */
  record Waiting() implements Place {}

  /** Not made. */
  record Dropped(DropCode code) implements Place {}
}
