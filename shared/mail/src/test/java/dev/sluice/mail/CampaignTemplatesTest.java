package dev.sluice.mail;

import static dev.sluice.mail.MailFixtures.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A campaign's templates")
class CampaignTemplatesTest {

  @Test
  @DisplayName("report every error of every variant at once")
  void reportEveryErrorOfEveryVariant() {
    Campaign campaign =
        campaign(
            Map.of(),
            new Variant("a", 1, "{{", "{{{x}}}", "ok"),
            new Variant("b", 1, "ok", "ok", "\n{{#y}}"));
    InvalidInputException invalid =
        catchThrowableOfType(
            InvalidInputException.class, () -> CampaignTemplates.compile(campaign));
    assertThat(invalid.violations())
        .extracting(Violation::field)
        .containsExactly("variants[0].subject", "variants[0].html", "variants[1].text");
    assertThat(invalid.violations().getLast().value()).startsWith("line 2: ");
  }

  @Test
  @DisplayName("list their attributes without the built-in ones")
  void listAttributesWithoutSystemVariables() {
    CampaignTemplates templates =
        CampaignTemplates.compile(
            campaign(
                Map.of(),
                new Variant("a", 1, "{{name}}", "{{unsubscribe_url}} {{postal_address}}", ""),
                new Variant("b", 1, "s", "{{#vip}}{{name}}{{/vip}}", "{{preferences_url}}")));
    assertThat(templates.attributes()).containsExactly("name", "vip");
  }

  @Test
  @DisplayName("require a value or a default for every attribute")
  void requireValueOrDefaultForEveryAttribute() {
    CampaignTemplates templates =
        CampaignTemplates.compile(
            campaign(
                Map.of("city", ""), new Variant("a", 1, "{{name}} {{city}} {{age}}", "x", "")));
    templates.requireDeclared(Set.of("name", "age"));
    InvalidInputException invalid =
        catchThrowableOfType(
            InvalidInputException.class, () -> templates.requireDeclared(Set.of("age")));
    assertThat(invalid.violations())
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.field()).isEqualTo("defaults.name");
          assertThat(violation.remedy()).contains("{{name}}").contains("default");
        });
  }
}
