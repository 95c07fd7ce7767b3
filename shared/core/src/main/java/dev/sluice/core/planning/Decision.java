package dev.sluice.core.planning;

import java.time.Instant;
import java.util.List;

/** What becomes of a send, and why. */
public sealed interface Decision {

  /**
   * It goes out now.
   *
   * @param capUsages how full every cap that covers it is, this send included
   */
  record Send(List<CapUsage> capUsages) implements Decision {
    public Send {
      capUsages = List.copyOf(capUsages);
    }
  }

  /**
   * It waits.
   *
   * @param until the first instant that fits everything known now
   * @param reason what holds it until then
   */
  record Wait(Instant until, WaitReason reason) implements Decision {}

  /** It is not sent. */
  record Drop(DropReason reason) implements Decision {}
}
