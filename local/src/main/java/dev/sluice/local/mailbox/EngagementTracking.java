package dev.sluice.local.mailbox;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Receives the opens and clicks of messages, and decides which messages are tracked.
 *
 * <p>Opens and clicks of messages that are not tracked are ignored.
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

  /** Returns whether a message carries a tracking pixel. */
  boolean tracksOpens(ReceivedMessage message);

  /** Returns whether a message's links lead through the tracker. */
  boolean tracksClicks(ReceivedMessage message);

  /** Receives that a message's tracking pixel was fetched now. */
  void onOpen(ReceivedMessage message, ReaderClient by);

  /** Receives that a link was followed now. */
  void onClick(ReceivedMessage message, TrackedLink link, ReaderClient by);

  /**
   * The program that fetched a tracking pixel or followed a link, as far as a server knows it.
   *
   * @param ipAddress the IP address of the request
   * @param userAgent the User-Agent header, empty if none
   */
  record ReaderClient(String ipAddress, String userAgent) {}

  /**
   * A link of a message that leads through the tracker.
   *
   * @param number its index among the tracked links of its message, from 0
   * @param target the address that it finally leads to
   * @param tags values by key, from the attribute {@code ses:tags}
   */
  record TrackedLink(int number, URI target, Map<String, List<String>> tags) {
    public TrackedLink {
      tags = Map.copyOf(tags);
    }
  }
}
