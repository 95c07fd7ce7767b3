package dev.sluice.local.http;

import java.io.IOException;

/** A service that answers HTTP requests, from a socket or in process. */
@FunctionalInterface
public interface LocalHttpService {

  /**
   * Answers a request.
   *
   * @throws IOException to break the connection without an answer
   */
  LocalHttpResponse handle(LocalHttpRequest request) throws IOException;
}
