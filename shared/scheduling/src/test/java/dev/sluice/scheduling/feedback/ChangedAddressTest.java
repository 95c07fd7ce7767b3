package dev.sluice.scheduling.feedback;

import static dev.sluice.scheduling.feedback.Mailbag.bounce;
import static dev.sluice.scheduling.feedback.Mailbag.complaint;
import static dev.sluice.scheduling.feedback.Mailbag.report;
import static dev.sluice.scheduling.feedback.Mailbag.softBounce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.Suppression.Cause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When a subscriber has another address")
class ChangedAddressTest {

  private static final String OLD = Mailbag.anna().address().value();
  private static final String NEW = "anna.new@example.com";

  private final Mailbag mailbag = new Mailbag().sent(12);

  @Test
  @DisplayName("a bounce of the old one suppresses no more, with nothing written")
  void bounceOfTheOld() {
    mailbag.hear(bounce(0), 0);
    long version = mailbag.standing().version();

    mailbag.move(NEW);

    assertThat(cause()).isEmpty();
    assertThat(mailbag.standing().version()).isEqualTo(version);
    mailbag.move(OLD);
    assertThat(cause()).as("back at the old one, as nobody wrote").contains(Cause.BOUNCE);
  }

  @Test
  @DisplayName("a bounce of the old one that is heard afterwards leads to the same")
  void bounceHeardLate() {
    mailbag.move(NEW);

    mailbag.hear(List.of(report(bounce(0), 0, OLD)));

    assertThat(cause()).isEmpty();
    assertThat(mailbag.heardOf(0).heard()).containsExactly(Heard.BOUNCED);
  }

  @Test
  @DisplayName("a bounce of the new one suppresses, whatever is heard of the old one then")
  void bounceOfTheNew() {
    mailbag.hear(bounce(0), 0);
    mailbag.move(NEW);

    mailbag.hear(List.of(report(bounce(1), 1, NEW), report(bounce(2), 2, OLD)));

    assertThat(mailbag.standing().consents().suppression().map(Suppression::since))
        .contains(Mailbag.after(1, 2));
    assertThat(mailbag.store.changes()).as("each is recorded").hasSize(2);
    mailbag.move(OLD);
    assertThat(cause()).as("it is the new one's").isEmpty();
  }

  @Test
  @DisplayName("soft bounces in a row of which the old one was given up count no more")
  void softBounces() {
    for (int send = 0; send < 5; send++) {
      mailbag.hear(softBounce(send), send);
    }
    assertThat(cause()).contains(Cause.REPEATED_BOUNCES);
    mailbag.move(NEW);

    for (int send = 5; send < 9; send++) {
      mailbag.hear(List.of(report(softBounce(send), send, NEW)));
      assertThat(cause()).isEmpty();
    }

    mailbag.hear(List.of(report(softBounce(9), 9, NEW)));
    assertThat(cause()).contains(Cause.REPEATED_BOUNCES);
  }

  @Test
  @DisplayName("a complaint still suppresses: it is of the person, whichever address it came from")
  void complaints() {
    mailbag.hear(complaint(0), 0);
    mailbag.move(NEW);
    assertThat(cause()).contains(Cause.COMPLAINT);

    Mailbag other = new Mailbag().sent(1);
    other.move(NEW);
    other.hear(List.of(report(complaint(0), 0, OLD)));
    assertThat(other.standing().consents().suppression().map(Suppression::cause))
        .contains(Cause.COMPLAINT);
  }

  @Test
  @DisplayName("it is no other because its letters are capitals")
  void capitals() {
    mailbag.hear(bounce(0), 0);

    mailbag.move(OLD.toUpperCase(Locale.ROOT));

    assertThat(cause()).contains(Cause.BOUNCE);
  }

  private Optional<Cause> cause() {
    return mailbag.standing().consents().suppression().map(Suppression::cause);
  }
}
