package dev.sluice.local.ses;

import dev.sluice.local.wire.WireResponse;
import tools.jackson.databind.json.JsonMapper;

/** An error answer of SES v2, by its exception's name. */
final class SesError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  static final String RATE_EXCEEDED = "Maximum sending rate exceeded.";
  static final String DAILY_EXCEEDED = "Daily message quota exceeded.";

  private final int status;
  private final String type;

  SesError(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static SesError badRequest(String message) {
    return new SesError(400, "BadRequestException", message);
  }

  static SesError rejected(String message) {
    return new SesError(400, "MessageRejected", message);
  }

  static SesError notFound(String message) {
    return new SesError(404, "NotFoundException", message);
  }

  static SesError throttled(String message) {
    return new SesError(429, "TooManyRequestsException", message);
  }

  WireResponse response() {
    String body = JsonMapper.shared().createObjectNode().put("message", getMessage()).toString();
    return WireResponse.of(status, "application/json", body).with("x-amzn-ErrorType", type);
  }
}
