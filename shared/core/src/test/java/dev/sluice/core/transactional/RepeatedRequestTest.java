package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail asked for again")
class RepeatedRequestTest {

  private final TransactionalFixture office = new TransactionalFixture();

  @Test
  @DisplayName("with the same key and body answers the same, and sends nothing")
  void returnsSameResultForSameBody() {
    SubmitResult first = office.submit("order-1", TransactionalFixture.requestToAddress());
    assertThat(office.submit("order-1", TransactionalFixture.requestToAddress())).isEqualTo(first);
    office.passTime();
    assertThat(office.handedOver).hasSize(1);
  }

  @Test
  @DisplayName("with the same key and another body is a conflict, and sends nothing")
  void reportsConflictForOtherBody() {
    office.submit("order-1", TransactionalFixture.requestToAddress());
    SubmitResult other =
        office.submit(
            "order-1",
            TransactionalFixture.request(
                new Recipient.SubscriberRecipient(TransactionalFixture.ANNA)));
    assertThat(other).isInstanceOf(SubmitResult.KeyReused.class);
    assertThat(office.handedOver).hasSize(1);
  }

  @Test
  @DisplayName("answers the same also after its template was withdrawn")
  void returnsSameResultAfterTemplateIsWithdrawn() {
    SubmitResult first = office.submit("order-1", TransactionalFixture.requestToAddress());
    office.templates.save(TransactionalFixture.unmarkedTemplate());
    assertThat(office.submit("order-1", TransactionalFixture.requestToAddress())).isEqualTo(first);
  }

  @Test
  @DisplayName("a hundred times at once is handed over once")
  void sendsOnceForConcurrentRequests() throws Exception {
    List<Callable<SubmitResult>> requests =
        Collections.nCopies(
            100, () -> office.submit("order-1", TransactionalFixture.requestToAddress()));
    List<SubmitResult> receipts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var receipt : threads.invokeAll(requests)) {
        receipts.add(receipt.get());
      }
    }
    office.passTime();
    assertThat(office.handedOver).hasSize(1);
    assertThat(receipts).hasSize(100).allMatch(SubmitResult.Submitted.class::isInstance);
  }
}
