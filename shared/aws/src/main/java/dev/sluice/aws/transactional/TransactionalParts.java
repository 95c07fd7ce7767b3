package dev.sluice.aws.transactional;

import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.queue.SqsRetryQueue;
import dev.sluice.aws.ses.MailWiring;
import dev.sluice.aws.ses.SesSender;
import dev.sluice.aws.store.DynamoMessageStore;
import dev.sluice.aws.store.DynamoPolicyStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoTemplateStore;
import dev.sluice.aws.store.DynamoTransactionalPermits;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.TransactionalMail;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.transactional.Attempt;
import dev.sluice.scheduling.transactional.Bookkeeping;
import dev.sluice.scheduling.transactional.Composer;
import dev.sluice.scheduling.transactional.Intake;
import dev.sluice.scheduling.transactional.MessageMailroom;
import dev.sluice.scheduling.transactional.MessageStore;
import dev.sluice.scheduling.transactional.Retries;
import dev.sluice.scheduling.transactional.RetryQueue;
import dev.sluice.scheduling.transactional.SortingRoom;
import dev.sluice.scheduling.transactional.TemplateStore;
import dev.sluice.scheduling.transactional.TransactionalPermits;
import dev.sluice.scheduling.transactional.Troubles;
import dev.sluice.scheduling.visit.StandingStore;
import java.time.InstantSource;
import java.util.Map;

/** What transactional mail is sent with. */
public record TransactionalParts(
    InstantSource clock,
    MessageStore messages,
    TemplateStore templates,
    StandingStore subscribers,
    PolicyStore policies,
    MessageMailroom mailroom,
    RetryQueue queue,
    TransactionalPermits permits) {

  /** Returns the parts that a function's wiring names. */
  public static TransactionalParts of(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    return new TransactionalParts(
        wiring.clock(),
        new DynamoMessageStore(tables),
        new DynamoTemplateStore(tables),
        new DynamoStandingStore(tables),
        new DynamoPolicyStore(tables),
        mailroom(wiring),
        new SqsRetryQueue(wiring.clients().sqs(), wiring.required("TRANSACTIONAL_QUEUE_URL")),
        new DynamoTransactionalPermits(tables, wiring.clock()));
  }

  /** Returns what takes requests during one invocation. */
  public Intake intake(Log log) {
    return new Intake(room(), composer(), attempt(log));
  }

  /** Returns what brings pending messages to their end during one invocation. */
  public Retries retries(Log log) {
    return new Retries(room(), composer(), attempt(log));
  }

  private SortingRoom room() {
    return new SortingRoom(clock, messages, queue);
  }

  private Composer composer() {
    return new Composer(subscribers, templates, mailroom);
  }

  private Attempt attempt(Log log) {
    Troubles troubles = (what, failure) -> log.error(what, Map.of(), failure);
    return new Attempt(room(), new Bookkeeping(permits, subscribers, policies, troubles));
  }

  private static MessageMailroom mailroom(Wiring wiring) {
    TransactionalMail mail = MailWiring.transactionalMail(wiring);
    TaggedMail tags = new TaggedMail(MailWiring.links(wiring));
    SesSender sender = MailWiring.sender(wiring);
    return (id, to, template, values) -> {
      MailMessage message = tags.tagged(mail.compose(id, to.address(), template, values), to);
      return () -> sender.send(message);
    };
  }
}
