package dev.sluice.verification.cdnow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.verification.cdnow.CdnowSample.CdnowCustomer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bundled CDNOW sample")
class CdnowSampleTest {

  private final List<CdnowCustomer> customers = CdnowSample.customers();

  @Test
  @DisplayName("has 2,357 customers who made 6,919 purchases before July 1998")
  void hasEveryCustomerAndPurchase() {
    assertThat(customers).hasSize(2357);
    assertThat(customers).extracting(CdnowCustomer::id).doesNotHaveDuplicates();
    assertThat(customers.stream().mapToInt(CdnowCustomer::purchases).sum()).isEqualTo(6919);
    assertThat(customers).allMatch(customer -> customer.last().isBefore(CdnowSample.END));
  }

  @Test
  @DisplayName("adds up a customer's purchases")
  void addsUpACustomersPurchases() {
    assertThat(customers.getFirst())
        .isEqualTo(
            new CdnowCustomer(
                1,
                4,
                7,
                new BigDecimal("100.50"),
                LocalDate.of(1997, 1, 1),
                LocalDate.of(1997, 12, 12)));
  }
}
