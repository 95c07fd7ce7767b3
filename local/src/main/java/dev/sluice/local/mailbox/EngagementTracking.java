package dev.sluice.local.mailbox;

/**
 * Where it is told that people open messages and follow links, and which messages this is asked of.
 *
 * <p>What is told of a message that is not tracked is passed over.
 */
public interface EngagementTracking {

  /** Tracks nothing. */
  EngagementTracking NONE =
      new EngagementTracking() {
        @Override
        public boolean tracksOpens(ReceivedMessage message) {
          return false;
        }

        @Override
        public boolean tracksClicks(ReceivedMessage message) {
          return false;
        }

        @Override
        public void onOpen(ReceivedMessage message, ReaderClient by) {}

        @Override
        public void onClick(ReceivedMessage message, TrackedLink link, ReaderClient by) {}
      };

  /** Returns whether a message carries a picture by which its opening is noticed. */
  boolean tracksOpens(ReceivedMessage message);

  /** Returns whether a message's links lead through the tracker. */
  boolean tracksClicks(ReceivedMessage message);

  /** Tells that a message's picture was fetched now. */
  void onOpen(ReceivedMessage message, ReaderClient by);

  /** Tells that a link was followed now. */
  void onClick(ReceivedMessage message, TrackedLink link, ReaderClient by);
}
