package dev.sluice.scheduling.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TemplateStore;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link TemplateStore} does. */
public abstract class TemplateStoreContract {

  private static final MessageTemplate RECEIPT =
      new MessageTemplate(
          new TemplateId("receipt"),
          "Your receipt {{number}}",
          "<p>Thank you, {{name}} – tänan</p>",
          "",
          Map.of("name", "dear customer"),
          true);

  /** Returns the store under test, the same one during a test. */
  protected abstract TemplateStore store();

  @Test
  @DisplayName("an unknown template reads as empty")
  void unknown() {
    assertThat(store().read(new TemplateId("unknown"))).isEmpty();
  }

  @Test
  @DisplayName("a template is read as it was put")
  void roundTrip() {
    store().put(RECEIPT);
    assertThat(store().read(RECEIPT.id())).contains(RECEIPT);
  }

  @Test
  @DisplayName("a template put again is the latest, also without its mark")
  void latest() {
    store().put(RECEIPT);
    MessageTemplate changed =
        new MessageTemplate(RECEIPT.id(), "Receipt", "<p></p>", "Thanks", Map.of(), false);
    store().put(changed);
    assertThat(store().read(RECEIPT.id())).contains(changed);
  }
}
