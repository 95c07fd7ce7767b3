package dev.sluice.scheduling.plan;

import java.time.Instant;
import java.util.List;

/** What becomes of a send, and why. */
public sealed interface Decision {

  /**
   * It goes out now.
   *
   * @param uses how full every cap that covers it is, this send included
   */
  record Send(List<CapUse> uses) implements Decision {
    public Send {
      uses = List.copyOf(uses);
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
