package dev.sluice.dynamodb.item;

/**
 * A stored item that this version of Sluice cannot read: another version or another program wrote
 * it.
 *
 * <p>The message names attributes and formats, never contents.
 */
public final class UnreadableItemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableItemException(String message) {
    super(message);
  }

  UnreadableItemException(String message, Throwable cause) {
    super(message, cause);
  }
}
