package dev.sluice.core.campaign;

/** Where a send is: every send of a campaign is counted in exactly one place. */
public sealed interface SendStatus {

  /** Handed to SES. */
  record Sent() implements SendStatus {}

  /** Charged, with the answer lost. */
  record Unconfirmed() implements SendStatus {}

  /** Kept for a later instant. */
  record Waiting() implements SendStatus {}

  /** Not made. */
  record Dropped(DropCode code) implements SendStatus {}
}
