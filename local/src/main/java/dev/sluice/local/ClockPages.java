package dev.sluice.local;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.ClockSpeed;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clock of a run at {@code /clock}: GET reads it; POST lets a duration pass ({@code {"advance":
 * "P1D"}}), stops it ({@code {"running": false}}), or runs it at a speed ({@code {"speed": 60}}).
 */
record ClockPages(LocalClock clock) implements LocalHttpService {

  static final String PATH = "/clock";

  /** Longer than any campaign and every window of a cap. */
  private static final Duration MAX_ADVANCE = Duration.ofDays(400);

  private static final double MAX_SPEED = 1_000_000;

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) {
    return switch (request.method()) {
      case "GET", "HEAD" -> LocalHttpResponse.of(200, "application/json", time().toString());
      case "POST" ->
          switch (clock) {
            case VirtualClock virtual -> change(virtual, request);
            case SystemClock _ ->
                problem(409, "The run is in real time. Start it with --at or --speed.");
          };
      default -> problem(405, "Use GET or POST.");
    };
  }

  private LocalHttpResponse change(VirtualClock virtual, LocalHttpRequest request) {
    try {
      return change(
          virtual,
          JsonMapper.shared().readTree(new String(request.body(), StandardCharsets.UTF_8)));
    } catch (JacksonException e) {
      return problem(400, "The body is not JSON.");
    } catch (DateTimeException e) {
      return problem(400, "advance: use an ISO 8601 duration such as PT6H or P1D.");
    }
  }

  private LocalHttpResponse change(VirtualClock virtual, JsonNode body) {
    if (body.has("advance")) {
      Duration advance = Duration.parse(body.path("advance").asString(""));
      if (!advance.isPositive() || advance.compareTo(MAX_ADVANCE) > 0) {
        return problem(400, "advance: use a duration above PT0S and up to P400D.");
      }
      String until = virtual.hurry(advance).toString();
      return LocalHttpResponse.of(200, "application/json", time().put("until", until).toString());
    }
    if (body.has("speed")) {
      double speed = body.path("speed").asDouble(0);
      if (!(speed >= 1 && speed <= MAX_SPEED)) {
        return problem(400, "speed: use 1 to 1000000.");
      }
      virtual.runAt(ClockSpeed.times(speed));
      return LocalHttpResponse.of(200, "application/json", time().toString());
    }
    if (body.path("running").isBoolean() && !body.path("running").asBoolean()) {
      virtual.stop();
      return LocalHttpResponse.of(200, "application/json", time().toString());
    }
    return problem(400, "Give one of advance, speed, and running with the value false.");
  }

  private ObjectNode time() {
    boolean stopped = clock instanceof VirtualClock virtual && virtual.isStopped();
    return JsonMapper.shared()
        .createObjectNode()
        .put("time", clock.instant().toString())
        .put("running", !stopped);
  }

  private static LocalHttpResponse problem(int status, String detail) {
    return LocalHttpResponse.problem(status, "Clock", detail);
  }
}
