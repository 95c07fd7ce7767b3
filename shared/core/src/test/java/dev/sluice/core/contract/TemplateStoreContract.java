package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TemplateStore;
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
  void findsNoUnknownTemplate() {
    assertThat(store().find(new TemplateId("unknown"))).isEmpty();
  }

  @Test
  @DisplayName("a template is read as it was put")
  void readsTemplateAsSaved() {
    store().save(RECEIPT);
    assertThat(store().find(RECEIPT.id())).contains(RECEIPT);
  }

  @Test
  @DisplayName("a template put again is the latest, also without its mark")
  void returnsLatestTemplate() {
    store().save(RECEIPT);
    MessageTemplate changed =
        new MessageTemplate(RECEIPT.id(), "Receipt", "<p></p>", "Thanks", Map.of(), false);
    store().save(changed);
    assertThat(store().find(RECEIPT.id())).contains(changed);
  }
}
