package dev.sluice.local;

import dev.sluice.local.functions.FunctionRuntime;
import dev.sluice.local.mailbox.MailboxWeb;
import dev.sluice.local.mailbox.Tracking;
import dev.sluice.local.wire.WireRequest;
import dev.sluice.local.wire.WireResponse;
import dev.sluice.local.wire.WireService;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a run answers at its address: AWS calls, health, mailbox, and the routes. */
final class Web implements WireService {

  private final Emulators emulators;
  private final FunctionRuntime runtime;
  private final InstantSource clock;
  private final MailboxWeb mailbox;

  Web(Emulators emulators, FunctionRuntime runtime, InstantSource clock, Tracking tracking) {
    this.emulators = emulators;
    this.runtime = runtime;
    this.clock = clock;
    this.mailbox = new MailboxWeb(emulators.ses().mailbox(), clock, tracking);
  }

  @Override
  public WireResponse answer(WireRequest request) throws IOException {
    Optional<WireResponse> aws = emulators.answer(request);
    if (aws.isPresent()) {
      return aws.get();
    }
    if (MailboxWeb.serves(request.path())) {
      return mailbox.answer(request);
    }
    return request.path().equals("/health") ? health() : runtime.api().answer(request);
  }

  private WireResponse health() {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("status", "up")
            .put("time", clock.instant().toString())
            .toString();
    return WireResponse.of(200, "application/json", body);
  }
}
