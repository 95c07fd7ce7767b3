package dev.sluice.local.functions;

import java.time.Instant;
import java.util.Optional;

/** Something that invokes functions as time passes; asked by the driver's thread only. */
interface WorkSource {

  /** Starts what is due now; returns whether anything was started. */
  boolean startDue() throws InterruptedException;

  /** Returns when something will be due next, as far as is known; never in a busy loop. */
  Optional<Instant> nextDue();
}
