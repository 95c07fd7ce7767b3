package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.consent.ConsentRestore;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.mailbox.ReceivedMessage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook of docs/OPERATIONS.md: tables as of the backup, then the events since. */
@Tag("integration")
@DisplayName("After a restore of the tables from a backup")
final class ConsentRestoreTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> archive = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  @DisplayName("archived events bring back opt-outs, pauses, suppressions and erasures")
  void bringsBackWhatTheBackupLacks() throws Exception {
    try (LocalRun lost = startAsOfBackup()) {
      lost.eventBus().addListener(event -> archive.add(event.toString()));
      changeEverything(lost);
    }
    // Replays come without order and sometimes twice.
    List<String> replayed = new ArrayList<>(archive.reversed());
    replayed.addAll(archive);
    Path file = Files.write(folder.resolve("replayed-events.jsonl"), replayed);
    try (LocalRun restored = startAsOfBackup()) {
      campaign(restored);
      ConsentRestore.Result result = restore(restored, file);

      assertThat(result.restored()).isEqualTo(5);
      assertThat(result.unknown()).isEmpty();
      restored.runFor(Duration.ofMinutes(5));
      assertThat(restored.mailbox().messages())
          .as("only who allows it gets mail")
          .allSatisfy(message ->
              assertThat(message.to().getFirst()).isIn("frida@example.com", "gus@example.com"))
          .hasSize(2);
      assertThat(subscriber(restored, "dora")).contains("suppressed");
      assertThat(restore(restored, file).restored()).as("repeated").isEqualTo(4);
      assertThat(restore(restored, file).unknown()).containsExactly("emma");
    }
  }

  private LocalRun startAsOfBackup() throws Exception {
    LocalRun run = LocalRun.of(ProjectTemplate.PATH).clock(new VirtualClock(START)).start();
    LocalRunHttpClient api = new LocalRunHttpClient(http, run.baseUrl());
    api.put("/policy", "{'caps':[],'defaultZone':'UTC'}");
    api.put("/topics/offers", "{'name':'Offers','description':'What is on sale'}");
    for (String id : List.of("anna", "bela", "cara", "emma", "frida", "gus")) {
      api.put("/subscribers/" + id, "{'address':'" + id + "@example.com'}");
    }
    api.put("/subscribers/dora", "{'address':'complaint+dora@simulator.amazonses.com'}");
    return run;
  }

  private void changeEverything(LocalRun run) throws Exception {
    LocalRunHttpClient api = new LocalRunHttpClient(http, run.baseUrl());
    campaign(run);
    run.runFor(Duration.ofMinutes(5));
    api.click(unsubscribeLink(run, "anna"));
    preference(run, "bela", "do=leaveAll");
    preference(run, "cara", "do=pause&days=90");
    api.send(HttpRequest.newBuilder().DELETE(), "/subscribers/emma");
    // Comes back: nothing is to be restored.
    preference(run, "frida", "do=leaveAll");
    run.runFor(Duration.ofMinutes(1));
    preference(run, "frida", "do=return");
    run.runFor(Duration.ofMinutes(1));
  }

  private ConsentRestore.Result restore(LocalRun run, Path file) throws Exception {
    ConsentRestore restore =
        new ConsentRestore(new ApiClient(run.baseUrl(), UnaryOperator.identity()));
    restore.read(file);
    return restore.send(_ -> {});
  }

  private void campaign(LocalRun run) throws Exception {
    new LocalRunHttpClient(http, run.baseUrl())
        .post(
            "/campaigns",
            "{'id':'sale','name':'Sale','topic':'offers','priority':5,"
                + "'variants':[{'subject':'Hello','html':'<p>Hello</p>','text':'Hello'}]}");
  }

  private String subscriber(LocalRun run, String id) throws Exception {
    return new LocalRunHttpClient(http, run.baseUrl())
        .send(HttpRequest.newBuilder().GET(), "/subscribers/" + id);
  }

  private void preference(LocalRun run, String id, String form) throws Exception {
    Matcher link =
        Pattern.compile("http[^\"\\s<>]+/p/[A-Za-z0-9_-]+").matcher(message(run, id).html());
    assertThat(link.find()).isTrue();
    LocalRunHttpClient api = new LocalRunHttpClient(http, run.baseUrl());
    assertThat(api.form(link.group(), form).statusCode()).isEqualTo(303);
  }

  private static String unsubscribeLink(LocalRun run, String id) {
    String header = message(run, id).header("List-Unsubscribe").orElseThrow();
    return header.substring(1, header.indexOf('>'));
  }

  private static ReceivedMessage message(LocalRun run, String id) {
    return run.mailbox().messages().stream()
        .filter(received -> received.to().contains(id + "@example.com"))
        .findFirst()
        .orElseThrow();
  }
}
