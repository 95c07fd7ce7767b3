package dev.sluice.core.memory;

import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.sending.WithheldCause;
import java.time.Instant;
import java.util.Optional;

/** The runs in which everything was withheld, of one process. */
public final class InMemoryWithheldRunStore implements WithheldRunStore {

  private Optional<WithheldRuns> stored = Optional.empty();

  @Override
  public synchronized Optional<WithheldRuns> load() {
    return stored;
  }

  @Override
  public synchronized void add(WithheldCause cause, Instant at) {
    stored =
        Optional.of(
            stored
                .map(known -> new WithheldRuns(cause, known.runs() + 1, known.since(), at))
                .orElseGet(() -> new WithheldRuns(cause, 1, at, at)));
  }

  @Override
  public synchronized void clear() {
    stored = Optional.empty();
  }
}
