package dev.sluice.core.campaign;

/** The status of a send: every send of a campaign is counted in exactly one. */
public sealed interface SendStatus {

  /** Handed to SES. */
  record Sent() implements SendStatus {}

  /** Charged to the caps, but the response of SES was lost. */
  record Unconfirmed() implements SendStatus {}

  /** Deferred to a later instant. */
  record Waiting() implements SendStatus {}

  /** Not made. */
  record Dropped(DropCode code) implements SendStatus {}
}
