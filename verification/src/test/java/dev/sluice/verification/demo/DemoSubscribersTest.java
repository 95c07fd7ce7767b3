package dev.sluice.verification.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo's subscribers")
class DemoSubscribersTest {

  private final List<AuditedSubscriber> people = DemoSubscribers.create(1, 2357);

  @Test
  @DisplayName("are 2,357, each with a distinct, obviously invented address")
  void haveUniqueFictitiousAddresses() {
    assertThat(people).hasSize(2357);
    assertThat(people)
        .extracting(AuditedSubscriber::address)
        .doesNotHaveDuplicates()
        .allMatch(address -> address.matches("customer-[0-9]{4}@example\\.com"));
  }

  @Test
  @DisplayName("live in many zones, at half hours and quarters among them; some name none")
  void liveInManyZones() {
    assertThat(people.stream().flatMap(person -> person.zone().stream()).distinct().toList())
        .hasSize(14)
        .extracting(Object::toString)
        .contains("Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe");
    assertThat(people).filteredOn(person -> person.zone().isEmpty()).isNotEmpty();
  }

  @Test
  @DisplayName("bought on the weekdays of the data, all before the demo begins")
  void boughtBeforeTheDemo() {
    List<LocalDate> last =
        people.stream()
            .map(person -> person.attributes().path("lastPurchase").path("date").asString())
            .map(LocalDate::parse)
            .toList();
    assertThat(last).allMatch(date -> date.isBefore(LocalDate.of(2026, 10, 21)));
    // 12 December 1997, a Friday, in the data.
    assertThat(last.getFirst().getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
  }

  @Test
  @DisplayName("want less of some topics, or none")
  void limitSomeTopics() {
    assertThat(people.stream().flatMap(person -> person.choices().stream()).toList())
        .extracting(AuditedSubscriber.TopicChoice::period)
        .contains(Period.ofDays(7), Period.ofMonths(1));
    assertThat(people.stream().flatMap(person -> person.choices().stream()).toList())
        .anyMatch(choice -> !choice.subscribed());
  }

  @Test
  @DisplayName("are the same for the same seed, and others for another")
  void dependOnTheSeed() {
    assertThat(DemoSubscribers.create(1, 50)).isEqualTo(people.subList(0, 50));
    assertThat(DemoSubscribers.create(2, 50)).isNotEqualTo(people.subList(0, 50));
  }
}
