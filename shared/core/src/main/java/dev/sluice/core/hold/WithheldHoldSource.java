package dev.sluice.core.hold;

import java.util.Set;

/**
 * The reason to hold marketing that workers find: run after run, SES withholds everything.
 *
 * <p>It ends when SES has accepted a message again, see {@link SendingProbe}.
 */
public final class WithheldHoldSource implements HoldSource {

  private final WithheldRunStore runs;

  public WithheldHoldSource(WithheldRunStore runs) {
    this.runs = runs;
  }

  @Override
  public Set<HoldReason> reasons(Set<HoldReason> before) {
    return runs.load()
        .filter(WithheldRuns::requiresHold)
        .map(_ -> Set.of(HoldReason.SENDING_WITHHELD))
        .orElse(Set.of());
  }
}
