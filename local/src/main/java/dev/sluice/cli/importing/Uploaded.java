package dev.sluice.cli.importing;

import java.util.List;

/** What became of the lines of one batch; those in neither list were imported as they stand. */
record Uploaded(List<Rejected> rejected, List<Kept> kept) {
  Uploaded {
    rejected = List.copyOf(rejected);
    kept = List.copyOf(kept);
  }
}
