package dev.sluice.verification.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.ServiceEndpoints;
import dev.sluice.local.ses.SesFaultInjector.SesFault;
import dev.sluice.local.ses.SesSendQuota;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cause of alarms, and the alarms that it must fire. */
enum AlarmScenario {
  FUNCTIONS_FAIL(
      "ApiErrorsAlarm",
      "DeliverErrorsAlarm",
      "TransactionalErrorsAlarm",
      "TransactionalRetryErrorsAlarm",
      "PreferencesErrorsAlarm",
      "FeedbackErrorsAlarm") {
    @Override
    States fire() throws Exception {
      try (AlarmRun run = AlarmRun.start()) {
        return run(
            run,
            () -> {
              for (int i = 0; i < 3; i++) {
                run.invokeWithBrokenEvent("ApiFunction");
              }
              List.of(
                      "DeliverFunction",
                      "TransactionalFunction",
                      "TransactionalRetryFunction",
                      "PreferencesFunction",
                      "FeedbackFunction")
                  .forEach(run::invokeWithBrokenEvent);
            });
      }
    }
  },

  /** An outage of the table; EventBridge Scheduler and API Gateway go on. */
  CONTROL_TABLE_IS_GONE("DispatchErrorsAlarm", "ApiFaultsAlarm") {
    @Override
    States fire() throws Exception {
      try (AlarmRun run = AlarmRun.start()) {
        return run(
            run,
            () -> {
              assertThat(run.request("GET", "/policy", "")).isEqualTo(200);
              String table = run.run().stack().table("ControlTable").orElseThrow().name();
              run.run().dynamoDb().deleteTable(request -> request.tableName(table));
              assertThat(run.request("GET", "/policy", "")).isGreaterThanOrEqualTo(500);
              run.runFor(1);
            });
      }
    }
  },

  /** Reserved concurrency of 1 stands for an account whose concurrency is used up. */
  NO_CONCURRENCY(
      "ApiThrottlesAlarm",
      "DispatchThrottlesAlarm",
      "DeliverThrottlesAlarm",
      "TransactionalThrottlesAlarm",
      "TransactionalRetryThrottlesAlarm",
      "PreferencesThrottlesAlarm",
      "FeedbackThrottlesAlarm") {
    @Override
    States fire() throws Exception {
      try (AlarmRun run = AlarmRun.startWithoutConcurrency()) {
        return run(
            run,
            () -> {
              run.invokeTwiceAtOnce("ApiFunction", "api/list-topics.json");
              run.invokeTwiceAtOnce("DispatchFunction", "dispatch/every-minute.json");
              run.invokeTwiceAtOnce("DeliverFunction", "deliver/one-shard.json");
              run.invokeTwiceAtOnce("TransactionalFunction", "transactional/read-template.json");
              run.invokeTwiceAtOnce(
                  "TransactionalRetryFunction", "transactional-retry/one-call.json");
              run.invokeTwiceAtOnce("PreferencesFunction", "preferences/show-unsubscribe.json");
              run.invokeTwiceAtOnce("FeedbackFunction", "feedback/delivered.json");
            });
      }
    }
  },

  /** Messages and events that no function can process. */
  MESSAGES_FAIL(
      "WorkDeadLetterAlarm",
      "TransactionalDeadLetterAlarm",
      "FeedbackDeadLetterAlarm",
      "DispatchDeadLetterAlarm",
      "TransactionalEventDeadLetterAlarm") {
    @Override
    States fire() throws Exception {
      Map<String, String> events = Map.of("MessageEventSources", "com.example.shop");
      try (AlarmRun run = AlarmRun.start(settings -> settings.parameters(events))) {
        return run(
            run,
            () -> {
              run.enqueue("WorkQueue", "broken");
              run.enqueue("TransactionalQueue", "broken");
              run.enqueue("FeedbackQueue", "broken");
              run.putBrokenMessageRequest("com.example.shop");
              // As EventBridge Scheduler does.
              run.enqueue("DispatchDeadLetterQueue", "{}");
              run.runFor(70);
            });
      }
    }
  },

  /** All workers are busy elsewhere. */
  NO_WORKERS("WorkAgeAlarm", "TransactionalAgeAlarm", "FeedbackAgeAlarm") {
    @Override
    States fire() throws Exception {
      Map<String, String> busy =
          Map.of(
              "DeliverConcurrency", "0",
              "TransactionalRetryConcurrency", "0",
              "FeedbackConcurrency", "0");
      try (AlarmRun run = AlarmRun.start(settings -> settings.parameters(busy))) {
        return run(
            run,
            () -> {
              createCampaign(run);
              run.enqueue("TransactionalQueue", "{\"message\":\"m\",\"turn\":1}");
              run.enqueue("FeedbackQueue", "{}");
              run.runFor(40);
            });
      }
    }
  },

  SENDING_IS_DISABLED("MarketingHeldAlarm") {
    @Override
    States fire() throws Exception {
      try (AlarmRun run = AlarmRun.start()) {
        return run(
            run,
            () -> {
              run.run().ses().setSendingEnabled(false);
              run.runFor(2);
            });
      }
    }
  },

  /** An identity that is not verified: GetAccount shows nothing of it. */
  SES_WITHHOLDS("SendingWithheldAlarm") {
    @Override
    States fire() throws Exception {
      try (AlarmRun run = AlarmRun.start()) {
        return run(
            run,
            () -> {
              run.run().ses().faults().setPercentage(SesFault.NOT_VERIFIED, 100);
              createCampaign(run);
              run.runFor(3);
            });
      }
    }
  },

  DAILY_QUOTA_IS_USED_UP("NoPermitsAlarm") {
    @Override
    States fire() throws Exception {
      try (AlarmRun run = AlarmRun.start(settings -> settings.quota(SesSendQuota.of(20, 0)))) {
        return run(
            run,
            () -> {
              createCampaign(run);
              run.runFor(3);
            });
      }
    }
  },

  /** The hold of marketing is the event that is lost. */
  EVENT_BUS_IS_UNREACHABLE("DomainEventsLostAlarm") {
    @Override
    States fire() throws Exception {
      URI nowhere = URI.create("http://127.0.0.1:9");
      ServiceEndpoints endpoints =
          new ServiceEndpoints(Map.of(ServiceEndpoints.Service.EVENTBRIDGE.variable(), nowhere));
      try (AlarmRun run = AlarmRun.start(settings -> settings.externalEndpoints(endpoints))) {
        return run(
            run,
            () -> {
              run.run().ses().setSendingEnabled(false);
              run.runFor(2);
            });
      }
    }
  },

  /** Before the cause, this one compares with a run whose schedule is enabled. */
  SCHEDULE_IS_DISABLED("DispatchSilenceAlarm") {
    @Override
    States fire() throws Exception {
      Map<String, String> parameters = Map.of("DispatchState", "DISABLED");
      try (AlarmRun run = AlarmRun.start();
          AlarmRun disabled = AlarmRun.start(settings -> settings.parameters(parameters))) {
        run.runFor(6);
        disabled.runFor(6);
        return new States(run.states(), disabled.states());
      }
    }
  };

  private final Set<String> alarms;

  AlarmScenario(String... alarms) {
    this.alarms = Set.of(alarms);
  }

  /** The states of all alarms before and after the cause. */
  record States(Map<String, Alarm.State> before, Map<String, Alarm.State> after) {}

  /** What makes the alarms fire. */
  @FunctionalInterface
  interface Cause {
    void happen() throws Exception;
  }

  Set<String> alarms() {
    return alarms;
  }

  /** Makes the cause happen in a run of its own. */
  abstract States fire() throws Exception;

  /** Normal operation is longer than the longest period without data that an alarm accepts. */
  private static States run(AlarmRun run, Cause cause) throws Exception {
    run.runFor(6);
    Map<String, Alarm.State> before = run.states();
    cause.happen();
    return new States(before, run.states());
  }

  private static void createCampaign(AlarmRun run) throws Exception {
    assertThat(run.request("PUT", "/policy", "{'caps':[],'defaultZone':'UTC'}")).isEqualTo(200);
    assertThat(run.request("PUT", "/topics/offers", "{'name':'Offers','description':'On sale'}"))
        .isEqualTo(200);
    assertThat(run.request("PUT", "/subscribers/anna", "{'address':'anna@example.com'}"))
        .isBetween(200, 201);
    assertThat(
            run.request(
                "POST",
                "/campaigns",
                "{'id':'sale','name':'Sale','topic':'offers','priority':5,"
                    + "'variants':[{'subject':'Hello','html':'<p>Hello</p>','text':'Hello'}]}"))
        .isBetween(200, 201);
  }
}
