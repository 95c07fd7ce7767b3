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
 * How one person takes their mail, drawn from the seed and their id, so that it is the same in
 * every run.
 *
 * <p>What they do with a message depends on its campaign and on when they look next, not on the
 * second at which it came.
 *
 * @param mailClient what their mail goes through
 * @param mailChecks when they look into their mail, on their clock, earliest first
 * @param openPercent of 100 messages, how many they open
 * @param clickPercent of 100 messages that they open, in how many they follow a link
 */
record ReaderBehaviour(
    long seed,
    AuditedSubscriber subscriber,
    ZoneId zone,
    MailClientKind mailClient,
    List<LocalTime> mailChecks,
    int openPercent,
    int clickPercent) {

  /** What a mail program does before anybody has seen a message. */
  enum MailClientKind {
    /** Nothing. */
    PLAIN,
    /** Fetches pictures and says nothing of itself, so that nobody knows who opens what. */
    PROXY,
    /** Opens and follows everything to see whether it does harm. */
    SCANNER
  }

  static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
  static final String PROXY_USER_AGENT = "Mozilla/5.0";

  /** Who looks at the very moment a message comes is taken for a machine. */
  private static final Duration NOT_BEFORE = Duration.ofMinutes(1);

  private static final Duration FOLLOWED_AFTER = Duration.ofMinutes(2);

  /**
   * At no instant at which others wake, such as a tick's: so it is plain which sends came before.
   */
  private static final Duration LEFT_AFTER = Duration.ofMinutes(4).plusMillis(50);

  /** Of 100 people, how many never open anything, and what the mail of others goes through. */
  private static final int NEVER = 20;

  private static final int PROXIES = 6;
  private static final int SCANNERS = 2;

  /** Of 100 messages that are opened, how many lead their reader to leave the topic. */
  private static final int LEAVES = 2;

  /** The look after next at most, or the same one on the next day. */
  private static final int MAX_DAYS = 4;

  ReaderBehaviour {
    mailChecks = List.copyOf(mailChecks);
  }

  /**
   * Draws somebody's habits.
   *
   * @param unknownZone for people who gave none
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
        looks(random, person.stage()),
        never ? 0 : opens(person.stage()),
        person.stage().equals("loyal") ? 30 : 15);
  }

  /** Returns what is done with a campaign's message. */
  List<ReaderAction> actionsFor(String campaign, Instant arrival) {
    SplittableRandom random = new SplittableRandom(Objects.hash(seed, subscriber.id(), campaign));
    List<ReaderAction> readings =
        new ArrayList<>(automaticActions(arrival.plusSeconds(random.nextInt(2, 7))));
    Instant look = nextMailCheck(arrival, random.nextInt(100));
    boolean opens = random.nextInt(100) < this.openPercent;
    boolean follows = opens && random.nextInt(100) < this.clickPercent;
    boolean leaves = opens && random.nextInt(100) < LEAVES;
    if (opens && mailClient != MailClientKind.PROXY) {
      readings.add(new ReaderAction(look, Action.OPEN, BROWSER));
    }
    if (follows) {
      readings.add(new ReaderAction(look.plus(FOLLOWED_AFTER), Action.CLICK, BROWSER));
    }
    if (leaves) {
      readings.add(new ReaderAction(look.plus(LEFT_AFTER), Action.UNSUBSCRIBE, BROWSER));
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

  /** Most people open at their next look, some at the one after or a day later. */
  private Instant nextMailCheck(Instant arrival, int percent) {
    int passedOver = percent < 70 ? 0 : percent < 85 ? 1 : mailChecks.size();
    return IntStream.range(0, MAX_DAYS)
        .mapToObj(LocalDate.ofInstant(arrival, zone)::plusDays)
        .flatMap(day -> mailChecks.stream().map(look -> day.atTime(look).atZone(zone).toInstant()))
        .filter(look -> !look.isBefore(arrival.plus(NOT_BEFORE)))
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
   * In the evening; who buys often also in the morning, and the loyal at noon. On whole hours, so
   * that many people's events come together: each batch costs a transaction.
   */
  private static List<LocalTime> looks(SplittableRandom random, String stage) {
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
   * Something that is done with a message that arrived.
   *
   * @param at when
   * @param action what
   * @param userAgent what the program that does it says of itself
   */
  record ReaderAction(Instant at, Action action, String userAgent) {

    /** What can be done with a message. */
    enum Action {
      /** Its picture is fetched. */
      OPEN,
      /** Its first link is followed. */
      CLICK,
      /** Its topic is left by its link. */
      UNSUBSCRIBE
    }
  }
}
