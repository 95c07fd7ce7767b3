package dev.sluice.local.ses;

import dev.sluice.local.http.LocalHttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** An error answer of SES v2, by its exception's name. */
public final class SesEmulatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  static final String RATE_EXCEEDED = "Maximum sending rate exceeded.";
  static final String DAILY_EXCEEDED = "Daily message quota exceeded.";

  private final int status;
  private final String type;

  SesEmulatorException(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static SesEmulatorException badRequest(String message) {
    return new SesEmulatorException(400, "BadRequestException", message);
  }

  static SesEmulatorException rejected(String message) {
    return new SesEmulatorException(400, "MessageRejected", message);
  }

  static SesEmulatorException notFound(String message) {
    return new SesEmulatorException(404, "NotFoundException", message);
  }

  public static SesEmulatorException throttled(String message) {
    return new SesEmulatorException(429, "TooManyRequestsException", message);
  }

  public LocalHttpResponse response() {
    String body = JsonMapper.shared().createObjectNode().put("message", getMessage()).toString();
    return LocalHttpResponse.of(status, "application/json", body)
        .withHeader("x-amzn-ErrorType", type);
  }
}
