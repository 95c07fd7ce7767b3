package dev.sluice.scheduling.transactional;

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
class AskedAgainTest {

  private final PostOffice office = new PostOffice();

  @Test
  @DisplayName("with the same key and body answers the same, and sends nothing")
  void sameBody() {
    Receipt first = office.take("order-1", PostOffice.toBuyer());
    assertThat(office.take("order-1", PostOffice.toBuyer())).isEqualTo(first);
    office.passTime();
    assertThat(office.handedOver).hasSize(1);
  }

  @Test
  @DisplayName("with the same key and another body is a conflict, and sends nothing")
  void otherBody() {
    office.take("order-1", PostOffice.toBuyer());
    Receipt other =
        office.take("order-1", PostOffice.request(new Recipient.Known(PostOffice.ANNA)));
    assertThat(other).isInstanceOf(Receipt.KeyReused.class);
    assertThat(office.handedOver).hasSize(1);
  }

  @Test
  @DisplayName("answers the same also after its template was withdrawn")
  void withdrawn() {
    Receipt first = office.take("order-1", PostOffice.toBuyer());
    office.templates.put(PostOffice.unmarked());
    assertThat(office.take("order-1", PostOffice.toBuyer())).isEqualTo(first);
  }

  @Test
  @DisplayName("a hundred times at once is handed over once")
  void atOnce() throws Exception {
    List<Callable<Receipt>> requests =
        Collections.nCopies(100, () -> office.take("order-1", PostOffice.toBuyer()));
    List<Receipt> receipts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var receipt : threads.invokeAll(requests)) {
        receipts.add(receipt.get());
      }
    }
    office.passTime();
    assertThat(office.handedOver).hasSize(1);
    assertThat(receipts).hasSize(100).allMatch(Receipt.Taken.class::isInstance);
  }
}
