package dev.sluice.core.hold;

import dev.sluice.core.sending.WithheldCause;
import java.time.Instant;
import java.util.Optional;

/** The store of the runs in a row in which everything was withheld: one item. */
public interface WithheldRunStore {

  /** Returns the runs, empty if SES accepted a message of the last run that sent any. */
  Optional<WithheldRuns> load();

  /** Adds a run that SES accepted nothing of. */
  void add(WithheldCause cause, Instant at);

  /** Removes all runs, since SES accepted a message. Repeating it is harmless. */
  void clear();
}
