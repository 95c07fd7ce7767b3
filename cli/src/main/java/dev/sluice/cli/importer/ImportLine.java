package dev.sluice.cli.importer;

import dev.sluice.cli.csv.CsvRow;
import tools.jackson.databind.node.ObjectNode;

/** A line of the file that holds a subscriber, as the API takes it. */
record ImportLine(CsvRow row, ObjectNode subscriber) {

  /** Returns this line as one that was not imported. */
  RejectedLine rejected(String reason) {
    return new RejectedLine(row, reason);
  }
}
