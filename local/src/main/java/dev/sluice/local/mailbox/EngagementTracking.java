package dev.sluice.local.mailbox;

import java.net.URI;
import java.util.List;
import java.util.Map;

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

  /**
   * Who fetched a message's picture or followed one of its links, as far as a server can tell.
   *
   * @param ipAddress where the request came from
   * @param userAgent what the program says of itself, empty if nothing
   */
  record ReaderClient(String ipAddress, String userAgent) {}

  /**
   * A link of a message that leads through the tracker.
   *
   * @param number its place among the tracked links of its message, from 0
   * @param target where it leads in the end
   * @param tags what its attribute {@code ses:tags} says: values by key
   */
  record TrackedLink(int number, URI target, Map<String, List<String>> tags) {
    public TrackedLink {
      tags = Map.copyOf(tags);
    }
  }
}
