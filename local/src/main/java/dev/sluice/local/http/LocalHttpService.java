package dev.sluice.local.http;

import java.io.IOException;

/** What answers requests, wherever they come from. */
@FunctionalInterface
public interface LocalHttpService {

  /**
   * Answers a request.
   *
   * @throws IOException if the connection is to break without an answer, as the caller sees it
   */
  LocalHttpResponse handle(LocalHttpRequest request) throws IOException;
}
