package dev.sluice.core.planning;

import java.time.Instant;
import java.util.List;

/** The decision on a send, with its reasons. */
public sealed interface Decision {

  /**
   * The send is made now.
   *
   * @param capUsages how full every cap that covers it is, this send included
   */
  record Send(List<CapUsage> capUsages) implements Decision {
    public Send {
      capUsages = List.copyOf(capUsages);
    }
  }

  /**
   * The send is deferred.
   *
   * @param until the first instant that fits everything known now
   * @param reason what holds it until then
   */
  record Wait(Instant until, WaitReason reason) implements Decision {}

  /** The send is not made. */
  record Drop(DropReason reason) implements Decision {}
}
