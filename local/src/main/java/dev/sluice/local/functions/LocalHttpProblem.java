package dev.sluice.local.functions;

import dev.sluice.local.http.LocalHttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Renders errors of the local run itself as RFC 9457 problems. */
final class LocalHttpProblem {

  private LocalHttpProblem() {}

  static LocalHttpResponse toResponse(int status, String title, String detail) {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .toString();
    return LocalHttpResponse.of(status, "application/problem+json", body);
  }
}
