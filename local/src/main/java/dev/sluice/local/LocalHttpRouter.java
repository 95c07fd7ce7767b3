package dev.sluice.local;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.functions.FunctionRuntime;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.mailbox.EngagementTracking;
import dev.sluice.local.mailbox.MailboxPages;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Routes the requests at a run's address: AWS calls, health, mailbox, and the template's routes.
 */
final class LocalHttpRouter implements LocalHttpService {

  private final Emulators emulators;
  private final FunctionRuntime runtime;
  private final ClockPages clock;
  private final MailboxPages mailbox;

  LocalHttpRouter(
      Emulators emulators, FunctionRuntime runtime, LocalClock clock, EngagementTracking tracking) {
    this.emulators = emulators;
    this.runtime = runtime;
    this.clock = new ClockPages(clock);
    this.mailbox = new MailboxPages(emulators.ses().mailbox(), clock, tracking);
  }

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) throws IOException {
    Optional<LocalHttpResponse> aws = emulators.answer(request);
    if (aws.isPresent()) {
      return aws.get();
    }
    if (MailboxPages.serves(request.path())) {
      return mailbox.handle(request);
    }
    if (request.path().equals(ClockPages.PATH)) {
      return clock.handle(request);
    }
    return request.path().equals("/health") ? health() : runtime.api().handle(request);
  }

  private LocalHttpResponse health() {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("status", "up")
            .put("time", clock.clock().instant().toString())
            .toString();
    return LocalHttpResponse.of(200, "application/json", body);
  }
}
