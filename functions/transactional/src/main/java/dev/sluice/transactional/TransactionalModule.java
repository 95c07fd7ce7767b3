package dev.sluice.transactional;

import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.ratelimit.TransactionalPermits;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.transactional.FailureListener;
import dev.sluice.core.transactional.MessageComposer;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.core.transactional.RetryQueue;
import dev.sluice.core.transactional.TemplateStore;
import dev.sluice.core.transactional.TransactionalMessageRenderer;
import dev.sluice.core.transactional.TransactionalMessageService;
import dev.sluice.core.transactional.TransactionalRetryService;
import dev.sluice.core.transactional.TransactionalSendRecorder;
import dev.sluice.core.transactional.TransactionalSender;
import dev.sluice.dynamodb.campaign.DynamoPolicyStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.message.DynamoMessageStore;
import dev.sluice.dynamodb.message.DynamoTemplateStore;
import dev.sluice.dynamodb.ratelimit.DynamoTransactionalPermits;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.Metric;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.TransactionalMessageComposer;
import dev.sluice.messaging.SqsRetryQueue;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesMailModule;
import dev.sluice.ses.SesSender;
import java.time.InstantSource;
import java.util.Map;

/** Wires the services for transactional mail. */
public record TransactionalModule(
    InstantSource clock,
    MessageStore messages,
    TemplateStore templates,
    SubscriberRepository subscribers,
    PolicyStore policies,
    TransactionalMessageRenderer messageRenderer,
    RetryQueue queue,
    TransactionalPermits permits) {

  /** Returns the module for a function's environment. */
  public static TransactionalModule of(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new TransactionalModule(
        context.clock(),
        new DynamoMessageStore(tables),
        new DynamoTemplateStore(tables),
        new DynamoSubscriberRepository(tables),
        new DynamoPolicyStore(tables),
        messageRenderer(context),
        new SqsRetryQueue(
            context.clients().get(SqsWorkQueue.CLIENT),
            context.requiredVariable("TRANSACTIONAL_QUEUE_URL")),
        new DynamoTransactionalPermits(tables, context.clock()));
  }

  /** Returns the service that accepts requests during one invocation. */
  public TransactionalMessageService messageService(FunctionLog log) {
    return new TransactionalMessageService(clock, messages, queue, composer(), sender(log));
  }

  /** Returns the service that retries pending messages during one invocation. */
  public TransactionalRetryService retries(FunctionLog log) {
    return new TransactionalRetryService(clock, messages, queue, composer(), sender(log));
  }

  private MessageComposer composer() {
    return new MessageComposer(subscribers, templates, messageRenderer);
  }

  private TransactionalSender sender(FunctionLog log) {
    FailureListener failures = (what, failure) -> log.error(logEvent(what), Map.of(), failure);
    return new TransactionalSender(
        clock,
        messages,
        queue,
        new TransactionalSendRecorder(permits, subscribers, policies, failures));
  }

  private static LogEvent logEvent(FailureListener.Failure failure) {
    return switch (failure) {
      case PERMIT_NOT_RECORDED -> LogEvent.PERMIT_NOT_RECORDED;
      case CAP_NOT_RECORDED -> LogEvent.CAP_NOT_RECORDED;
    };
  }

  private static TransactionalMessageRenderer messageRenderer(FunctionContext context) {
    TransactionalMessageComposer mail = SesMailModule.transactionalMail(context);
    SubscriberTagger tags = new SubscriberTagger(LinkKeyProvider.tagTokens(context), context.log());
    SesSender sender = SesMailModule.sender(context);
    return (id, to, template, values) -> {
      MailMessage message =
          tags.withSubscriberTag(mail.compose(id, to.address(), template, values), to);
      return () -> counted(sender.send(message), context.log());
    };
  }

  private static SendOutcome counted(SendOutcome outcome, FunctionLog log) {
    log.count(
        switch (outcome) {
          case SendOutcome.Accepted _ -> Metric.TRANSACTIONAL_ACCEPTED;
          case SendOutcome.Refused _ -> Metric.TRANSACTIONAL_REFUSED;
          case SendOutcome.Throttled _, SendOutcome.Unavailable _, SendOutcome.Unknown _ ->
              Metric.TRANSACTIONAL_PENDING;
        },
        1);
    return outcome;
  }
}
