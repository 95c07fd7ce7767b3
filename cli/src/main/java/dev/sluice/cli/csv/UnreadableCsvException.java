package dev.sluice.cli.csv;

import java.io.IOException;

/** The error of a file that cannot be read as CSV in UTF-8 at all, with the place and a remedy. */
public final class UnreadableCsvException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public UnreadableCsvException(String message) {
    super(message);
  }
}
