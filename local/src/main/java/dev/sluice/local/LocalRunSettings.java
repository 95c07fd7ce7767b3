package dev.sluice.local;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.local.template.SamTemplate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a local run is set up.
 *
 * @param template the template with its parameters
 * @param clock the run's time
 * @param dataDirectory where everything is kept; in memory if empty
 * @param port the port of the API and the mailbox, 0 for any free one
 * @param tablePort the port on which other processes reach the tables, 0 for any free one; not
 *     served if empty
 * @param parameters values of the template's parameters
 * @param quota what the SES endpoint grants
 * @param external services that are not emulated here
 * @param listener hears of every call of AWS that functions make
 * @param invokesFunctions whether schedules fire and queues are drained, rather than routes served
 *     only
 */
record LocalRunSettings(
    SamTemplate template,
    LocalClock clock,
    Optional<Path> dataDirectory,
    int port,
    Optional<Integer> tablePort,
    Map<String, String> parameters,
    SesSendQuota quota,
    ServiceEndpoints external,
    AwsCallListener listener,
    boolean invokesFunctions) {}
