package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.console.TextTable;
import dev.sluice.core.support.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sluice campaign}. */
@Command(
    name = "campaign",
    description = "Enqueue campaigns, follow their progress, pause, resume and cancel them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice campaign enqueue sale.json",
      "  sluice campaign status sale",
      "  sluice campaign pause sale",
      "",
      "  sale.json: {\"id\": \"sale\", \"name\": \"Autumn sale\", \"topic\": \"offers\","
          + " \"segments\": [\"loyal\"],",
      "              \"priority\": 7, \"start\": \"2026-11-27T08:00:00Z\", \"whenCapped\":"
          + " \"wait\",",
      "              \"variants\": [{\"subject\": \"Sale\", \"html\": \"<p>Hello</p>\", \"text\":"
          + " \"Hello\"}]}"
    })
final class CampaignCommand {

  /** Campaigns of one page. */
  private static final int PAGE = 100;

  private final CommandOutput output;

  CampaignCommand(CommandOutput output) {
    this.output = output;
  }

  @Command(
      name = "enqueue",
      description = {
        "Enqueue a campaign.",
        "With an \"id\" in the file, it is safe to repeat: the second attempt is a conflict."
      })
  int enqueue(
      @Mixin EndpointOptions endpoint,
      @Option(
              names = "--exclude",
              paramLabel = "ID",
              description = {
                "Do not send it to subscribers who were sent this campaign in the last 93 days.",
                "Repeat it for more; added to \"excludedCampaigns\" of the file."
              })
          List<String> excluded,
      @Parameters(paramLabel = "FILE", description = "The campaign as JSON.") Path file)
      throws IOException {
    JsonNode campaign = JsonText.parseFile(file);
    if (campaign instanceof ObjectNode body) {
      Optional.ofNullable(excluded)
          .ifPresent(ids -> ids.forEach(body.withArray("excludedCampaigns")::add));
    }
    JsonNode created = endpoint.api().post("/campaigns", campaign);
    show(created);
    created.path("warnings").forEach(this::showWarning);
    return 0;
  }

  @Command(
      name = "revise",
      description = {
        "Correct the content of a campaign for everyone who has not been sent it yet.",
        "Takes \"variants\" and \"defaults\" from the file; everything else of the campaign stays.",
        "Those who were sent an earlier revision keep it and get nothing more. Try --dry-run first."
      })
  int revise(
      @Mixin EndpointOptions endpoint,
      @Option(names = "--dry-run", description = "Show whom it would concern, and change nothing.")
          boolean dryRun,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id,
      @Parameters(paramLabel = "FILE", description = "The campaign, or its content, as JSON.")
          Path file)
      throws IOException {
    JsonNode given = JsonText.parseFile(file);
    ObjectNode body = JsonText.emptyObject().put("dryRun", dryRun);
    body.set("variants", given.path("variants"));
    if (given.has("defaults")) {
      body.set("defaults", given.path("defaults"));
    }
    JsonNode revised = endpoint.api().post(ApiClient.path("campaigns", id, "revise"), body);
    output.print(
        "%s  %s revision %d"
            .formatted(id, dryRun ? "would get" : "has", revised.path("contentRevision").asInt(0)));
    output.print(
        "  sent an earlier revision, and not again: %,d"
            .formatted(revised.path("sentBefore").asLong(0)));
    output.print(
        "  waiting, and getting this one: %,d, and everyone in %d of %d shards not scanned yet"
            .formatted(
                revised.path("waiting").asLong(0),
                revised.path("shards").asInt(0) - revised.path("walkedShards").asInt(0),
                revised.path("shards").asInt(0)));
    revised.path("warnings").forEach(this::showWarning);
    return 0;
  }

  @Command(name = "status", description = "Show the state and the live counts of a campaign.")
  int status(
      @Mixin EndpointOptions endpoint,
      @Option(names = "--json", description = "Show the whole answer as JSON.") boolean json,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
    JsonNode campaign = endpoint.api().get(ApiClient.path("campaigns", id));
    if (json) {
      output.print(campaign);
    } else {
      show(campaign);
    }
    return 0;
  }

  @Command(
      name = "pause",
      description = "Pause a campaign: nothing is sent, and deferred sends keep waiting.")
  int pause(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
    return change(endpoint, id, "pause");
  }

  @Command(name = "resume", description = "Resume a paused campaign.")
  int resume(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
    return change(endpoint, id, "resume");
  }

  @Command(
      name = "cancel",
      description = "Cancel a campaign for good: its deferred sends are dropped.")
  int cancel(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
    return change(endpoint, id, "cancel");
  }

  @Command(name = "list", description = "List campaigns with their states and counts.")
  int list(@Mixin EndpointOptions endpoint) {
    ApiClient api = endpoint.api();
    TextTable table =
        new TextTable(
            "campaign", "state", "priority", "sent", "waiting", "dropped", "start", "name");
    Set<String> cursors = new HashSet<>();
    String after = "";
    do {
      JsonNode response = api.get(page(after));
      response.path("campaigns").forEach(campaign -> row(table, campaign));
      after = response.path("next").asString("");
      if (!after.isEmpty() && !cursors.add(after)) {
        throw InvalidInputException.of(
            "next", after, "the API gave this page before: no further campaigns can be listed");
      }
    } while (!after.isEmpty());
    output.print(table.lines());
    return 0;
  }

  private static String page(String after) {
    String limit = "/campaigns?limit=" + PAGE;
    return after.isEmpty() ? limit : limit + "&after=" + ApiClient.path(after).substring(1);
  }

  private int change(EndpointOptions endpoint, String id, String verb) {
    show(endpoint.api().post(ApiClient.path("campaigns", id, verb)));
    return 0;
  }

  private void row(TextTable table, JsonNode campaign) {
    JsonNode counts = campaign.path("counts");
    table.row(
        campaign.path("id").asString(""),
        campaign.path("state").asString(""),
        campaign.path("priority").asInt(0),
        counts.path("sent").asLong(0),
        counts.path("waiting").asLong(0),
        counts.path("dropped").valueStream().mapToLong(JsonNode::asLong).sum(),
        campaign.path("start").asString(""),
        campaign.path("name").asString(""));
  }

  private void show(JsonNode campaign) {
    JsonNode counts = campaign.path("counts");
    output.print(
        "%s  %s  %s"
            .formatted(
                campaign.path("id").asString(""),
                campaign.path("state").asString(""),
                campaign.path("name").asString("")));
    output.print(
        "  sent %,d, waiting %,d, unconfirmed %,d, dropped %s"
            .formatted(
                counts.path("sent").asLong(0),
                counts.path("waiting").asLong(0),
                counts.path("unconfirmed").asLong(0),
                formatDropped(counts.path("dropped"))));
    if (campaign.has("feedback")) {
      output.print("  " + formatFeedback(campaign.path("feedback")));
    }
    output.print(
        "  shards scanned %d of %d"
            .formatted(counts.path("walkedShards").asInt(0), counts.path("shards").asInt(0)));
    showHold(campaign.path("held"));
    showWithheld(campaign.path("withheld"));
  }

  private void showWithheld(JsonNode withheld) {
    if (!withheld.isMissingNode()) {
      output.print(
          "  SES has accepted no message since %s: %s; last tried %s"
              .formatted(
                  withheld.path("since").asString(""),
                  withheld.path("cause").asString(""),
                  withheld.path("last").asString("")));
    }
  }

  private void showWarning(JsonNode warning) {
    output.print(
        "  warning: %s: %s: %s"
            .formatted(
                warning.path("field").asString(""),
                warning.path("value").asString(""),
                warning.path("reason").asString("")));
  }

  private void showHold(JsonNode held) {
    if (!held.isMissingNode()) {
      String reasons =
          held.path("reasons")
              .valueStream()
              .map(JsonNode::asString)
              .collect(Collectors.joining(", "));
      output.print("  held since %s: %s".formatted(held.path("since").asString(""), reasons));
    }
  }

  /** Formats the counts that matter for most campaigns and, of the others, those above 0. */
  private static String formatFeedback(JsonNode feedback) {
    Set<String> always = Set.of("delivered", "opened", "clicked", "bounced", "complained");
    return feedback
        .propertyStream()
        .filter(count -> always.contains(count.getKey()) || count.getValue().asLong() > 0)
        .map(count -> "%s %,d".formatted(splitCamelCase(count.getKey()), count.getValue().asLong()))
        .collect(Collectors.joining(", "));
  }

  private static String splitCamelCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String formatDropped(JsonNode dropped) {
    return dropped.isEmpty()
        ? "none"
        : dropped
            .propertyStream()
            .map(entry -> "%,d %s".formatted(entry.getValue().asLong(), entry.getKey()))
            .collect(Collectors.joining(", "));
  }
}
