package dev.sluice.local.wire;

import java.io.IOException;

/** What answers requests, wherever they come from. */
@FunctionalInterface
public interface WireService {

  /**
   * Answers a request.
   *
   * @throws IOException if the connection is to break without an answer, as the caller sees it
   */
  WireResponse answer(WireRequest request) throws IOException;
}
