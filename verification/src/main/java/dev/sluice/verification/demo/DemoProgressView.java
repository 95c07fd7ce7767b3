package dev.sluice.verification.demo;

import dev.sluice.cli.console.Screen;
import dev.sluice.cli.console.Screen.BarSegment;
import dev.sluice.cli.console.Screen.Colour;
import dev.sluice.cli.console.Screen.Fill;
import dev.sluice.cli.console.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows the progress of campaigns: bars on a terminal, otherwise a line per campaign. */
final class DemoProgressView {

  private static final int WIDTH = 36;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Screen screen;
  private final int subscribers;
  private final Map<String, DemoCampaignCounts> written = new HashMap<>();

  /**
   * Creates a view.
   *
   * @param subscribers the total of every bar
   */
  DemoProgressView(Screen screen, int subscribers) {
    this.screen = screen;
    this.subscribers = subscribers;
  }

  /** Redraws the bars; does nothing if lines cannot be redrawn. */
  void draw(Instant now, List<DemoCampaignCounts> campaigns) {
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.coloured(Colour.BOLD, CLOCK.format(now))
            + "  day "
            + (daysSinceStart(now) + 1)
            + "   "
            + legend());
    campaigns.forEach(campaign -> lines.add(bar(campaign)));
    screen.redraw(lines);
  }

  /** Writes one line for each campaign that has moved since it was written last. */
  void printChanged(Instant now, List<DemoCampaignCounts> campaigns) {
    for (DemoCampaignCounts campaign : campaigns) {
      if (!campaign.equals(written.put(campaign.id(), campaign))) {
        screen.line("%s  %-15s %s", CLOCK.format(now), campaign.id(), counts(campaign));
      }
    }
  }

  /** Writes the closing tables: what was decided, and what became of what was sent. */
  void printSummary(List<DemoCampaignCounts> campaigns) {
    TextTable table =
        new TextTable("campaign", "priority", "state", "sent", "waiting", "dropped", "why dropped");
    campaigns.forEach(campaign ->
        table.row(
            campaign.id(),
            campaign.priority(),
            campaign.state(),
            campaign.sent(),
            campaign.waiting(),
            campaign.totalDropped(),
            campaign.droppedByReason()));
    table.lines().forEach(screen::line);
    screen.line("");
    printFeedback(campaigns);
  }

  private void printFeedback(List<DemoCampaignCounts> campaigns) {
    TextTable table =
        new TextTable("campaign", "delivered", "opened", "clicked", "unsubscribed", "prefetched");
    campaigns.forEach(campaign ->
        table.row(
            campaign.id(),
            campaign.feedback("delivered"),
            campaign.feedback("opened"),
            campaign.feedback("clicked"),
            campaign.feedback("unsubscribed"),
            campaign.feedback("prefetched")));
    table.lines().forEach(screen::line);
  }

  private String bar(DemoCampaignCounts campaign) {
    long rest =
        Math.max(0, subscribers - campaign.sent() - campaign.waiting() - campaign.totalDropped());
    String bar =
        screen.bar(
            WIDTH,
            List.of(
                new BarSegment(campaign.sent(), Fill.FULL, Colour.GREEN),
                new BarSegment(campaign.waiting(), Fill.HALF, Colour.YELLOW),
                new BarSegment(campaign.totalDropped(), Fill.THIN, Colour.RED),
                new BarSegment(rest, Fill.EMPTY, Colour.PLAIN)));
    return "%-15s %d |%s| %s".formatted(campaign.id(), campaign.priority(), bar, counts(campaign));
  }

  private static String counts(DemoCampaignCounts campaign) {
    String counts = "%,5d sent %,5d waiting".formatted(campaign.sent(), campaign.waiting());
    String dropped = campaign.droppedByReason();
    return dropped.isEmpty() ? counts : counts + "; dropped: " + dropped;
  }

  private String legend() {
    return "%s sent  %s waiting  %s dropped, of %,d subscribers"
        .formatted(
            screen.bar(2, List.of(new BarSegment(1, Fill.FULL, Colour.GREEN))),
            screen.bar(2, List.of(new BarSegment(1, Fill.HALF, Colour.YELLOW))),
            screen.bar(2, List.of(new BarSegment(1, Fill.THIN, Colour.RED))),
            subscribers);
  }

  private static long daysSinceStart(Instant now) {
    return Duration.between(DemoScenario.START, now).toDays();
  }
}
