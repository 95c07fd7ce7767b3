package dev.sluice.local.mailbox;

/**
 * Where it is told that people open messages and follow links, and which messages this is asked of.
 *
 * <p>What is told of a message that is not tracked is passed over.
 */
public interface Tracking {

  /** Tracks nothing. */
  Tracking NONE =
      new Tracking() {
        @Override
        public boolean tracksOpens(ReceivedMessage message) {
          return false;
        }

        @Override
        public boolean tracksClicks(ReceivedMessage message) {
          return false;
        }

        @Override
        public void opened(ReceivedMessage message, Visitor by) {}

        @Override
        public void clicked(ReceivedMessage message, TrackedLink link, Visitor by) {}
      };

  /** Returns whether a message carries a picture by which its opening is noticed. */
  boolean tracksOpens(ReceivedMessage message);

  /** Returns whether a message's links lead through the tracker. */
  boolean tracksClicks(ReceivedMessage message);

  /** Tells that a message's picture was fetched now. */
  void opened(ReceivedMessage message, Visitor by);

  /** Tells that a link was followed now. */
  void clicked(ReceivedMessage message, TrackedLink link, Visitor by);
}
