package dev.sluice.local.emulator;

import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.template.PhysicalNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An emulator of SQS: ElasticMQ in this process, with delays and visibility timeouts in the run's
 * time.
 *
 * <p>Other processes reach the same queues at {@link #endpoint()}; what they send is due in real
 * time, so they belong in runs with a real clock.
 */
public final class SqsEmulator implements AutoCloseable {

  private final ActorSystem actorSystem;
  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsProtocolHandler wire;
  private final SqsClient client;
  private final Optional<QueueJournal> journal;

  private SqsEmulator(
      ActorSystem actors,
      SQSRestServer server,
      SqsProtocolHandler wire,
      Optional<QueueJournal> journal) {
    this.actorSystem = actors;
    this.server = server;
    this.endpoint = endpoint(server);
    this.wire = wire;
    this.client =
        EmulatorClients.sqs(new EmulatorClients.Target(endpoint, new InProcessHttpClient(wire)));
    this.journal = journal;
  }

  /** Starts ElasticMQ on a free port, with messages in memory; takes about two seconds. */
  public static SqsEmulator start(InstantSource clock) {
    return start(clock, Optional.empty());
  }

  /** Starts ElasticMQ on a free port, with messages also kept in {@code file}. */
  public static SqsEmulator inFile(Path file, InstantSource clock) {
    return start(clock, Optional.of(QueueJournal.open(file)));
  }

  private static SqsEmulator start(InstantSource clock, Optional<QueueJournal> journal) {
    ActorSystem actors = ActorSystem.create("queues");
    ActorRef manager =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new RunTimeProvider(clock), StrictSQSLimits$.MODULE$, Option.empty())));
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(manager)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(PhysicalNames.LOCAL_REGION)
            .withAWSAccountId(PhysicalNames.LOCAL_ACCOUNT)
            .start();
    SqsProtocolHandler wire =
        new SqsProtocolHandler(new ElasticMqQueues(manager), clock, endpoint(server), journal);
    return new SqsEmulator(actors, server, wire, journal);
  }

  /** Sends the messages kept in the file again, once the queues exist. */
  public void restore() {
    wire.restore();
  }

  /** Returns a client that reaches the queues without a socket wherever that saves time. */
  public SqsClient client() {
    return client;
  }

  /** Returns the endpoint for other processes. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    Object unused = server.stopAndWait();
    actorSystem.terminate();
    journal.ifPresent(QueueJournal::close);
  }

  private static URI endpoint(SQSRestServer server) {
    return URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
  }

  private static final class RunTimeProvider extends NowProvider {
    private final InstantSource clock;

    RunTimeProvider(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public long nowMillis() {
      return clock.millis();
    }

    @Override
    public OffsetDateTime now() {
      return clock.instant().atOffset(ZoneOffset.UTC);
    }
  }
}
