package dev.sluice.cli.client;

import java.net.URI;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param headers without those that the HTTP client sets itself (Host, Content-Length)
 * @param body UTF-8 JSON, empty if there is none
 */
public record ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

  public ApiRequest {
    headers = Map.copyOf(headers);
  }
}
