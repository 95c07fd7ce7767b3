package dev.sluice.local.functions;

import dev.sluice.local.wire.WireResponse;
import tools.jackson.databind.json.JsonMapper;

/** Errors of the local run itself, as RFC 9457 problems. */
final class Problem {

  private Problem() {}

  static WireResponse of(int status, String title, String detail) {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .toString();
    return WireResponse.of(status, "application/problem+json", body);
  }
}
