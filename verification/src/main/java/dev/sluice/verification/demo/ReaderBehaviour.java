package dev.sluice.verification.demo;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.demo.ReaderBehaviour.ReaderAction.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How one subscriber reads their mail, drawn from the seed and their id, so that it is the same in
 * every run.
 *
 * <p>Their actions on a message depend on its campaign and on their next mail check, not on the
 * second of its arrival.
 *
 * @param mailClient the program that receives their mail
 * @param mailChecks local times at which they check their mail, earliest first
 * @param openPercent the percentage of messages that they open
 * @param clickPercent the percentage of opened messages in which they follow a link
 */
record ReaderBehaviour(
    long seed,
    AuditedSubscriber subscriber,
    ZoneId zone,
    MailClientKind mailClient,
    List<LocalTime> mailChecks,
    int openPercent,
    int clickPercent) {

  /** What a mail program does before a person sees a message. */
  enum MailClientKind {
    /** Nothing. */
    PLAIN,
    /** Fetches images without identifying itself, so that opens are unknown. */
    PROXY,
    /** Opens and follows everything to check whether it is harmful. */
    SCANNER
  }

  static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
  static final String PROXY_USER_AGENT = "Mozilla/5.0";

  /** An earlier open would count as a machine's. */
  private static final Duration NOT_BEFORE = Duration.ofMinutes(1);

  private static final Duration FOLLOWED_AFTER = Duration.ofMinutes(2);

  /**
   * Not at an instant of a schedule, so that the order of sends and unsubscribes is unambiguous.
   */
  private static final Duration LEFT_AFTER = Duration.ofMinutes(4).plusMillis(50);

  /** Percentages of subscribers: those who never open, behind a proxy, behind a scanner. */
  private static final int NEVER = 20;

  private static final int PROXIES = 6;
  private static final int SCANNERS = 2;

  /** The percentage of opened messages after which the reader unsubscribes. */
  private static final int LEAVES = 2;

  /** Covers the mail check after next, and the same one on the next day. */
  private static final int MAX_DAYS = 4;

  ReaderBehaviour {
    mailChecks = List.copyOf(mailChecks);
  }

  /**
   * Draws a subscriber's behaviour.
   *
   * @param unknownZone the zone of subscribers without one
   */
  static ReaderBehaviour create(long seed, AuditedSubscriber person, ZoneId unknownZone) {
    SplittableRandom random = new SplittableRandom(Objects.hash(seed, person.id()));
    boolean never = random.nextInt(100) < NEVER;
    MailClientKind program = program(random.nextInt(100));
    return new ReaderBehaviour(
        seed,
        person,
        person.zone().orElse(unknownZone),
        program,
        drawMailChecks(random, person.stage()),
        never ? 0 : opens(person.stage()),
        person.stage().equals("loyal") ? 30 : 15);
  }

  /** Returns the actions on a campaign's message. */
  List<ReaderAction> actionsFor(String campaign, Instant arrival) {
    SplittableRandom random = new SplittableRandom(Objects.hash(seed, subscriber.id(), campaign));
    List<ReaderAction> readings =
        new ArrayList<>(automaticActions(arrival.plusSeconds(random.nextInt(2, 7))));
    Instant checkedAt = nextMailCheck(arrival, random.nextInt(100));
    boolean opens = random.nextInt(100) < this.openPercent;
    boolean follows = opens && random.nextInt(100) < this.clickPercent;
    boolean leaves = opens && random.nextInt(100) < LEAVES;
    if (opens && mailClient != MailClientKind.PROXY) {
      readings.add(new ReaderAction(checkedAt, Action.OPEN, BROWSER));
    }
    if (follows) {
      readings.add(new ReaderAction(checkedAt.plus(FOLLOWED_AFTER), Action.CLICK, BROWSER));
    }
    if (leaves) {
      readings.add(new ReaderAction(checkedAt.plus(LEFT_AFTER), Action.UNSUBSCRIBE, BROWSER));
    }
    return readings;
  }

  private List<ReaderAction> automaticActions(Instant at) {
    return switch (mailClient) {
      case PLAIN -> List.of();
      case PROXY -> List.of(new ReaderAction(at, Action.OPEN, PROXY_USER_AGENT));
      case SCANNER ->
          List.of(
              new ReaderAction(at, Action.OPEN, BROWSER),
              new ReaderAction(at, Action.CLICK, BROWSER));
    };
  }

  /**
   * Returns the mail check at which a message is opened: mostly the next one, else the one after or
   * a day later.
   */
  private Instant nextMailCheck(Instant arrival, int percent) {
    int passedOver = percent < 70 ? 0 : percent < 85 ? 1 : mailChecks.size();
    return IntStream.range(0, MAX_DAYS)
        .mapToObj(LocalDate.ofInstant(arrival, zone)::plusDays)
        .flatMap(day ->
            mailChecks.stream().map(checkedAt -> day.atTime(checkedAt).atZone(zone).toInstant()))
        .filter(checkedAt -> !checkedAt.isBefore(arrival.plus(NOT_BEFORE)))
        .skip(passedOver)
        .findFirst()
        .orElseThrow();
  }

  private static MailClientKind program(int percent) {
    if (percent < PROXIES) {
      return MailClientKind.PROXY;
    }
    return percent < PROXIES + SCANNERS ? MailClientKind.SCANNER : MailClientKind.PLAIN;
  }

  private static int opens(String stage) {
    return switch (stage) {
      case "loyal" -> 80;
      case "active" -> 60;
      case "lapsed" -> 35;
      default -> 15;
    };
  }

  /**
   * Returns mail checks in the evening, for active customers also in the morning, for loyal ones
   * also at noon. They are on whole hours, so that many events come together: each batch costs a
   * transaction.
   */
  private static List<LocalTime> drawMailChecks(SplittableRandom random, String stage) {
    LocalTime morning = LocalTime.of(random.nextInt(7, 10), 0);
    LocalTime noon = LocalTime.of(random.nextInt(12, 14), 0);
    LocalTime evening = LocalTime.of(random.nextInt(18, 22), 0);
    return switch (stage) {
      case "loyal" -> List.of(morning, noon, evening);
      case "active" -> List.of(morning, evening);
      default -> List.of(evening);
    };
  }

  /**
   * An action on a delivered message.
   *
   * @param at when
   * @param action what
   * @param userAgent the program's User-Agent
   */
  record ReaderAction(Instant at, Action action, String userAgent) {

    /** The kinds of actions. */
    enum Action {
      /** Its picture is fetched. */
      OPEN,
      /** Its first link is followed. */
      CLICK,
      /** The recipient unsubscribes by its link. */
      UNSUBSCRIBE
    }
  }
}
