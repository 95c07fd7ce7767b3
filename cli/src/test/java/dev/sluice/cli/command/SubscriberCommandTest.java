package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sluice subscriber unsuppress")
class SubscriberCommandTest extends CommandTestBase {

  @Test
  @DisplayName("unsuppresses a subscriber and sends the reason")
  void unsuppressesWithReason() {
    api.replyNext(200, "{\"id\":\"a/b\",\"unsuppressed\":true}");

    assertThat(sluiceToStub("subscriber", "unsuppress", "a/b", "--reason", "mailbox was full"))
        .isZero();

    ApiStub.RecordedRequest call = api.requests().getFirst();
    assertThat(call.method() + " " + call.path()).isEqualTo("POST /subscribers/a%2Fb/unsuppress");
    assertThat(call.body().toString())
        .isEqualTo("{\"reason\":\"mailbox was full\",\"despiteComplaint\":false}");
    assertThat(out.toString()).contains("a/b can get messages again");
  }

  @Test
  @DisplayName("exits with 1 if the subscriber was not suppressed")
  void exitsWithOneWhenNotSuppressed() {
    api.replyNext(200, "{\"id\":\"ann\",\"unsuppressed\":false}");

    assertThat(
            sluiceToStub(
                "subscriber", "unsuppress", "ann", "--reason", "why not", "--despite-complaint"))
        .isOne();

    assertThat(api.requests().getFirst().body().path("despiteComplaint").asBoolean()).isTrue();
    assertThat(out.toString()).contains("ann was not suppressed");
  }

  @Test
  @DisplayName("exits with 1 after a complaint, and names the option that it needs")
  void exitsWithOneAfterComplaint() {
    api.replyNext(
        409,
        """
        {"title":"Conflict","detail":"this person reported mail as unwanted","violations":[
          {"field":"despiteComplaint","value":"false","remedy":"use --despite-complaint"}]}
        """);

    assertThat(sluiceToStub("subscriber", "unsuppress", "ann", "--reason", "x")).isOne();

    assertThat(err.toString()).contains("reported mail as unwanted", "--despite-complaint");
  }

  @Test
  @DisplayName("requires a reason")
  void requiresReason() {
    assertThat(sluiceToStub("subscriber", "unsuppress", "ann")).isEqualTo(2);
    assertThat(err.toString()).contains("--reason");
  }
}
