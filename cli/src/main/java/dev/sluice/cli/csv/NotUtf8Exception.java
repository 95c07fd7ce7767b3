package dev.sluice.cli.csv;

import java.io.CharConversionException;

/** A byte sequence that is not UTF-8, with its place in the file. */
public final class NotUtf8Exception extends CharConversionException {

  private static final long serialVersionUID = 1L;

  private final long line;
  private final long offset;

  NotUtf8Exception(long line, long offset, int unsigned) {
    super("line %d, byte offset %d: byte 0x%02X is not UTF-8".formatted(line, offset, unsigned));
    this.line = line;
    this.offset = offset;
  }

  /** Returns the line, counted from 1. */
  public long line() {
    return line;
  }

  /** Returns the bytes before the offending one, from the beginning of the file. */
  public long offset() {
    return offset;
  }
}
