package dev.sluice.cli.importing;

import dev.sluice.cli.csv.CsvRow;
import tools.jackson.databind.node.ObjectNode;

/** A line of the file that holds a subscriber, as the API takes it. */
record Line(CsvRow row, ObjectNode subscriber) {

  /** Returns this line as one that was not imported. */
  Rejected rejected(String reason) {
    return new Rejected(row, reason);
  }
}
