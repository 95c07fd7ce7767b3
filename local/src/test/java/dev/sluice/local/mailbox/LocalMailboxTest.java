package dev.sluice.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.mailbox.LocalMailbox.MailboxOrder;
import dev.sluice.local.mailbox.LocalMailbox.MailboxQuery;
import dev.sluice.local.mailbox.LocalMailbox.MailboxSearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The mailbox")
final class LocalMailboxTest {

  private static final Instant AT = Instant.parse("2026-01-05T08:00:00.123Z");

  @Test
  @DisplayName("keeps messages in the order of acceptance and notifies listeners of each")
  void keepsOrderOfAcceptance() {
    LocalMailbox mailbox = LocalMailbox.inMemory();
    List<String> received = new ArrayList<>();
    mailbox.addListener(message -> received.add(message.id()));
    for (int i = 0; i < 5; i++) {
      mailbox.accept(message("m" + i, "Hello", "ann@example.com"));
    }
    assertThat(mailbox.messages()).extracting(ReceivedMessage::id).isEqualTo(received).hasSize(5);
  }

  @Test
  @DisplayName("finds by address, subject and tag, newest first, page by page")
  void searchesByAddressSubjectAndTag() {
    LocalMailbox mailbox = LocalMailbox.inMemory();
    for (int i = 0; i < 30; i++) {
      mailbox.accept(message("m" + i, i % 2 == 0 ? "Even" : "Odd", "user" + i + "@example.com"));
    }
    assertThat(ids(mailbox, "USER7@")).containsExactly("m7");
    assertThat(ids(mailbox, "odd")).hasSize(10).startsWith("m29", "m27");
    assertThat(first(mailbox, "nothing").total()).isZero();
  }

  @Test
  @DisplayName("goes on by a cursor: mail that arrives meanwhile shifts nothing, in either order")
  void pagesAreStableWhileMailArrives() {
    for (MailboxOrder order : MailboxOrder.values()) {
      LocalMailbox mailbox = LocalMailbox.inMemory();
      for (int i = 0; i < 25; i++) {
        mailbox.accept(message("m" + i, "Hello", "ann@example.com"));
      }
      List<String> seen = new ArrayList<>();
      Optional<Long> cursor = Optional.empty();
      int arriving = 100;
      do {
        MailboxSearchResult page = mailbox.search(new MailboxQuery("", order, cursor, 10));
        page.messages().forEach(message -> seen.add(message.id()));
        cursor = page.next();
        if (arriving < 103) {
          mailbox.accept(message("m" + arriving++, "Hello", "ann@example.com"));
        }
      } while (cursor.isPresent());
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(seen).hasSize(order == MailboxOrder.OLDEST_FIRST ? 27 : 25).contains("m0", "m24");
    }
  }

  @Test
  @DisplayName("lets the parts of old messages go to bound memory, but keeps who, when and what")
  void dropsOldBodies() {
    LocalMailbox mailbox = new LocalMailbox(Optional.empty(), 100);
    for (int i = 0; i < 10; i++) {
      mailbox.accept(message("m" + i, "x", "ann@example.com"));
    }
    assertThat(mailbox.messages()).hasSize(10);
    assertThat(mailbox.message("m0").orElseThrow().bodyKept()).isFalse();
    assertThat(mailbox.message("m0").orElseThrow().tags()).containsEntry("campaign", "spring-1");
    assertThat(mailbox.message("m9").orElseThrow().html()).isNotEmpty();
  }

  @Test
  @DisplayName("survives the process in a file, whole but for a line that was cut off")
  void persistsMessagesInAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("data/mailbox.jsonl");
    ReceivedMessage first = message("m1", "Grüße \"\n\u2028", "ann@example.com");
    try (LocalMailbox mailbox = LocalMailbox.inFile(file)) {
      mailbox.accept(first);
    }
    Files.writeString(file, "{\"id\":\"m2\",\"at\":\"2026", StandardOpenOption.APPEND);

    try (LocalMailbox mailbox = LocalMailbox.inFile(file)) {
      assertThat(mailbox.messages()).containsExactly(first);
      mailbox.accept(message("m3", "After", "bob@example.com"));
    }
    try (LocalMailbox mailbox = LocalMailbox.inFile(file)) {
      assertThat(mailbox.messages()).extracting(ReceivedMessage::id).containsExactly("m1", "m3");
      assertThat(mailbox.received()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("reads parts that it dropped from memory from its file")
  void readsDroppedBodiesFromTheFile(@TempDir Path directory) {
    try (LocalMailbox mailbox =
        new LocalMailbox(Optional.of(MailboxFile.open(directory.resolve("mailbox.jsonl"))), 1)) {
      mailbox.accept(message("m1", "One", "ann@example.com"));
      mailbox.accept(message("m2", "Two", "ann@example.com"));
      assertThat(mailbox.messages().getFirst().bodyKept()).isFalse();
      assertThat(mailbox.message("m1").orElseThrow().html()).contains("<p>");
    }
  }

  @Nested
  @DisplayName("in the browser")
  final class InTheBrowser {

    private final LocalMailbox mailbox = LocalMailbox.inMemory();
    private final MailboxPages web = new MailboxPages(mailbox, () -> AT, EngagementTracking.NONE);

    @Test
    @DisplayName("lists messages with search and pages")
    void listsMessagesByPage() {
      for (int i = 0; i < 60; i++) {
        mailbox.accept(message("m" + i, "Hello " + i, "ann@example.com"));
      }
      assertThat(get("/mailbox", "").text())
          .contains("60 messages", "Hello 59", "Older", "campaign: spring-1")
          .doesNotContain("Hello 9<", "Newest");
      assertThat(get("/mailbox", "after=11&q=hello").text()).contains("Hello 9<", "Newest");
      assertThat(get("/mailbox", "q=Hello+59").text()).contains("1 message that match");
    }

    @Test
    @DisplayName("escapes everything that came from outside")
    void escapesMessageContent() {
      mailbox.accept(message("m1", "<script>alert(1)</script>", "\"><img src=x>@example.com"));
      for (String page : List.of("/mailbox", "/mailbox/m1")) {
        assertThat(get(page, "q=%22%3E%3Cscript%3E").text()).doesNotContain("<script", "<img");
        assertThat(get(page, "").text()).doesNotContain("<script", "<img");
      }
      assertThat(get("/mailbox", "").text()).contains("&lt;script&gt;");
    }

    @Test
    @DisplayName("shows the HTML part in a sandbox that runs and loads nothing")
    void sandboxesHtml() {
      mailbox.accept(message("m1", "x", "ann@example.com"));
      assertThat(get("/mailbox/m1", "").text()).contains("sandbox=\"allow-popups");
      LocalHttpResponse part = get("/mailbox/m1/html", "");
      assertThat(part.headers().get("content-security-policy").getFirst())
          .startsWith("sandbox")
          .contains("default-src 'none'")
          .doesNotContain("allow-scripts", "allow-same-origin");
      assertThat(part.text()).startsWith("<!doctype html><base target=\"_blank\">");
    }

    @Test
    @DisplayName("gives JSON and .eml, and 404 and 405 as problems")
    void servesJsonEmlAndProblems() {
      mailbox.accept(message("m1", "Grüße", "ann@example.com"));
      assertThat(get("/mailbox.json", "q=ann&limit=1").text())
          .contains("\"total\":1", "\"subject\":\"Grüße\"", "\"campaign\":\"spring-1\"");
      assertThat(get("/mailbox/m1/eml", "").text())
          .contains("To: ann@example.com\r\n", "Subject: =?utf-8?B?", "multipart/alternative");
      assertThat(get("/mailbox/nope", "").status()).isEqualTo(404);
      assertThat(get("/mailbox/../etc", "").status()).isEqualTo(404);
      assertThat(
              web.handle(new LocalHttpRequest("POST", "/mailbox", "", Map.of(), new byte[0]))
                  .status())
          .isEqualTo(405);
    }

    private LocalHttpResponse get(String path, String query) {
      return web.handle(new LocalHttpRequest("GET", path, query, Map.of(), new byte[0]));
    }
  }

  private static List<String> ids(LocalMailbox mailbox, String words) {
    return first(mailbox, words).messages().stream().map(ReceivedMessage::id).toList();
  }

  private static MailboxSearchResult first(LocalMailbox mailbox, String words) {
    return mailbox.search(new MailboxQuery(words, MailboxOrder.NEWEST_FIRST, Optional.empty(), 10));
  }

  private static ReceivedMessage message(String id, String subject, String to) {
    return new ReceivedMessage(
        id,
        AT,
        "news@sluice.example",
        List.of(to),
        subject,
        "<!doctype html><p>Hello</p>",
        "Hello",
        List.of(new ReceivedMessage.Header("List-Id", "<offers.sluice.example>")),
        Map.of("campaign", "spring-1"),
        Optional.of("marketing"),
        true);
  }
}
