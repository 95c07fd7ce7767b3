package dev.sluice.core.feedback;

import static dev.sluice.core.feedback.FeedbackFixture.bounce;
import static dev.sluice.core.feedback.FeedbackFixture.complaint;
import static dev.sluice.core.feedback.FeedbackFixture.mailEvent;
import static dev.sluice.core.feedback.FeedbackFixture.softBounce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.state.SendEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When a subscriber has another address")
class ChangedAddressTest {

  private static final String OLD = FeedbackFixture.anna().address().value();
  private static final String NEW = "anna.new@example.com";

  private final FeedbackFixture mailbag = new FeedbackFixture().withSends(12);

  @Test
  @DisplayName("a bounce of the old one suppresses no more, with nothing written")
  void endsSuppressionOfFormerAddress() {
    mailbag.process(bounce(0), 0);
    long version = mailbag.state().version();

    mailbag.changeAddress(NEW);

    assertThat(cause()).isEmpty();
    assertThat(mailbag.state().version()).isEqualTo(version);
    mailbag.changeAddress(OLD);
    assertThat(cause()).as("back at the old one, as nobody wrote").contains(Cause.BOUNCE);
  }

  @Test
  @DisplayName("a bounce of the old one that is heard afterwards leads to the same")
  void ignoresLateBounceOfFormerAddress() {
    mailbag.changeAddress(NEW);

    mailbag.process(List.of(mailEvent(bounce(0), 0, OLD)));

    assertThat(cause()).isEmpty();
    assertThat(mailbag.sendRecord(0).events()).containsExactly(SendEvent.BOUNCED);
  }

  @Test
  @DisplayName("a bounce of the new one suppresses, whatever is heard of the old one then")
  void suppressesBouncedNewAddress() {
    mailbag.process(bounce(0), 0);
    mailbag.changeAddress(NEW);

    mailbag.process(List.of(mailEvent(bounce(1), 1, NEW), mailEvent(bounce(2), 2, OLD)));

    assertThat(mailbag.state().consents().suppression().map(Suppression::since))
        .contains(FeedbackFixture.after(1, 2));
    assertThat(mailbag.consentRecords()).as("each is recorded").hasSize(2);
    mailbag.changeAddress(OLD);
    assertThat(cause()).as("it is the new one's").isEmpty();
  }

  @Test
  @DisplayName("soft bounces in a row of which the old one was given up count no more")
  void ignoresSoftBouncesOfFormerAddress() {
    for (int send = 0; send < 5; send++) {
      mailbag.process(softBounce(send), send);
    }
    assertThat(cause()).contains(Cause.REPEATED_BOUNCES);
    mailbag.changeAddress(NEW);

    for (int send = 5; send < 9; send++) {
      mailbag.process(List.of(mailEvent(softBounce(send), send, NEW)));
      assertThat(cause()).isEmpty();
    }

    mailbag.process(List.of(mailEvent(softBounce(9), 9, NEW)));
    assertThat(cause()).contains(Cause.REPEATED_BOUNCES);
  }

  @Test
  @DisplayName("a complaint still suppresses: it is of the person, whichever address it came from")
  void suppressesAfterComplaintFromFormerAddress() {
    mailbag.process(complaint(0), 0);
    mailbag.changeAddress(NEW);
    assertThat(cause()).contains(Cause.COMPLAINT);

    FeedbackFixture other = new FeedbackFixture().withSends(1);
    other.changeAddress(NEW);
    other.process(List.of(mailEvent(complaint(0), 0, OLD)));
    assertThat(other.state().consents().suppression().map(Suppression::cause))
        .contains(Cause.COMPLAINT);
  }

  @Test
  @DisplayName("it is no other because its letters are capitals")
  void ignoresCaseOfAddress() {
    mailbag.process(bounce(0), 0);

    mailbag.changeAddress(OLD.toUpperCase(Locale.ROOT));

    assertThat(cause()).contains(Cause.BOUNCE);
  }

  private Optional<Cause> cause() {
    return mailbag.state().consents().suppression().map(Suppression::cause);
  }
}
