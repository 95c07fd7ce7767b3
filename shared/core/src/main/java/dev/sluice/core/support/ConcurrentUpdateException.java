package dev.sluice.core.support;

/**
 * An update lost every attempt to concurrent writers: nothing was changed, and the same request is
 * likely to succeed when it is sent again.
 *
 * <p>The message names the kind of item, never its identifier.
 */
public final class ConcurrentUpdateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception of an update, for example "a subscriber's state". */
  public ConcurrentUpdateException(String item) {
    super("%s changed during each of %d attempts".formatted(item, OptimisticLock.MAX_ATTEMPTS));
  }
}
