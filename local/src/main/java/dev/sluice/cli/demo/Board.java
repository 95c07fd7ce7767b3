package dev.sluice.cli.demo;

import dev.sluice.cli.screen.Screen;
import dev.sluice.cli.screen.Screen.Colour;
import dev.sluice.cli.screen.Screen.Fill;
import dev.sluice.cli.screen.Screen.Part;
import dev.sluice.cli.screen.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how far the campaigns are: bars on a terminal, otherwise a line for each now and then. */
final class Board {

  private static final int WIDTH = 36;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Screen screen;
  private final int subscribers;
  private final Map<String, CampaignCounts> written = new HashMap<>();

  /**
   * Creates a board.
   *
   * @param subscribers the whole of every bar
   */
  Board(Screen screen, int subscribers) {
    this.screen = screen;
    this.subscribers = subscribers;
  }

  /** Draws bars over the ones before; nothing where lines cannot be redrawn. */
  void draw(Instant now, List<CampaignCounts> campaigns) {
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.in(Colour.BOLD, CLOCK.format(now))
            + "  day "
            + (daysSinceStart(now) + 1)
            + "   "
            + legend());
    campaigns.forEach(campaign -> lines.add(bar(campaign)));
    screen.redraw(lines);
  }

  /** Writes one line for each campaign that has moved since it was written last. */
  void write(Instant now, List<CampaignCounts> campaigns) {
    for (CampaignCounts campaign : campaigns) {
      if (!campaign.equals(written.put(campaign.id(), campaign))) {
        screen.line("%s  %-15s %s", CLOCK.format(now), campaign.id(), counts(campaign));
      }
    }
  }

  /** Writes the closing tables: what was decided, and what became of what was sent. */
  void close(List<CampaignCounts> campaigns) {
    Table table =
        new Table("campaign", "priority", "state", "sent", "waiting", "dropped", "why dropped");
    campaigns.forEach(campaign ->
        table.row(
            campaign.id(),
            campaign.priority(),
            campaign.state(),
            campaign.sent(),
            campaign.waiting(),
            campaign.droppedInAll(),
            campaign.droppedByReason()));
    table.lines().forEach(screen::line);
    screen.line("");
    closeHeard(campaigns);
  }

  private void closeHeard(List<CampaignCounts> campaigns) {
    Table table =
        new Table("campaign", "delivered", "opened", "clicked", "unsubscribed", "prefetched");
    campaigns.forEach(campaign ->
        table.row(
            campaign.id(),
            campaign.heard("delivered"),
            campaign.heard("opened"),
            campaign.heard("clicked"),
            campaign.heard("unsubscribed"),
            campaign.heard("prefetched")));
    table.lines().forEach(screen::line);
  }

  private String bar(CampaignCounts campaign) {
    long rest =
        Math.max(0, subscribers - campaign.sent() - campaign.waiting() - campaign.droppedInAll());
    String bar =
        screen.bar(
            WIDTH,
            List.of(
                new Part(campaign.sent(), Fill.FULL, Colour.GREEN),
                new Part(campaign.waiting(), Fill.HALF, Colour.YELLOW),
                new Part(campaign.droppedInAll(), Fill.THIN, Colour.RED),
                new Part(rest, Fill.EMPTY, Colour.PLAIN)));
    return "%-15s %d |%s| %s".formatted(campaign.id(), campaign.priority(), bar, counts(campaign));
  }

  private static String counts(CampaignCounts campaign) {
    String counts = "%,5d sent %,5d waiting".formatted(campaign.sent(), campaign.waiting());
    String dropped = campaign.droppedByReason();
    return dropped.isEmpty() ? counts : counts + "; dropped: " + dropped;
  }

  private String legend() {
    return "%s sent  %s waiting  %s dropped, of %,d subscribers"
        .formatted(
            screen.bar(2, List.of(new Part(1, Fill.FULL, Colour.GREEN))),
            screen.bar(2, List.of(new Part(1, Fill.HALF, Colour.YELLOW))),
            screen.bar(2, List.of(new Part(1, Fill.THIN, Colour.RED))),
            subscribers);
  }

  private static long daysSinceStart(Instant now) {
    return Duration.between(Scenario.START, now).toDays();
  }
}
