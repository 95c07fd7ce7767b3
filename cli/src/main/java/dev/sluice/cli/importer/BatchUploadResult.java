package dev.sluice.cli.importer;

import java.util.List;

/** What became of the lines of one batch; those in neither list were imported as they stand. */
record BatchUploadResult(List<RejectedLine> rejected, List<PreservedChoices> preserved) {
  BatchUploadResult {
    rejected = List.copyOf(rejected);
    preserved = List.copyOf(preserved);
  }
}
