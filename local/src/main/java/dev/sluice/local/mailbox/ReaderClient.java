package dev.sluice.local.mailbox;

/**
 * Who fetched a message's picture or followed one of its links, as far as a server can tell.
 *
 * @param ipAddress where the request came from
 * @param userAgent what the program says of itself, empty if nothing
 */
public record ReaderClient(String ipAddress, String userAgent) {}
