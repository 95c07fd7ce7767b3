package dev.sluice.local.emulator;

import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.http.LoopbackHttpServer;
import dev.sluice.local.template.PhysicalNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.NodeAddress;
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
  private final LoopbackHttpServer door;
  private final SqsProtocolHandler wire;
  private final SqsClient client;
  private final Optional<QueueJournal> journal;

  private SqsEmulator(
      ActorSystem actors,
      SQSRestServer server,
      LoopbackHttpServer door,
      SqsProtocolHandler wire,
      Optional<QueueJournal> journal) {
    this.actorSystem = actors;
    this.server = server;
    this.door = door;
    this.wire = wire;
    this.client =
        EmulatorClients.sqs(new EmulatorClients.Target(door.url(), new InProcessHttpClient(wire)));
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
    LoopbackHttpServer door = bind();
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(manager)
            .withInterface(hiddenAddress())
            .withDynamicPort()
            .withServerAddress(
                new NodeAddress("http", door.url().getHost(), door.url().getPort(), ""))
            .withAWSRegion(PhysicalNames.LOCAL_REGION)
            .withAWSAccountId(PhysicalNames.LOCAL_ACCOUNT)
            .start();
    SqsProtocolHandler wire =
        new SqsProtocolHandler(new ElasticMqQueues(manager), clock, address(server), journal);
    door.serve(wire);
    return new SqsEmulator(actors, server, door, wire, journal);
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
    return door.url();
  }

  @Override
  public void close() {
    door.close();
    Object unused = server.stopAndWait();
    actorSystem.terminate();
    journal.ifPresent(QueueJournal::close);
  }

  private static LoopbackHttpServer bind() {
    try {
      return LoopbackHttpServer.bind(0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port for the queues", e);
    }
  }

  /**
   * Returns the address of ElasticMQ's own server, to which operations are forwarded that are rare.
   *
   * <p>It takes requests with any {@code Host}. On Linux the whole of 127.0.0.0/8 is this machine:
   * a random address of it, with a random port, is one that no page can guess.
   */
  private static String hiddenAddress() {
    SecureRandom random = new SecureRandom();
    return System.getProperty("os.name", "").equals("Linux")
        ? "127.%d.%d.%d"
            .formatted(random.nextInt(1, 255), random.nextInt(256), random.nextInt(1, 255))
        : "127.0.0.1";
  }

  private static URI address(SQSRestServer server) {
    InetSocketAddress bound = server.waitUntilStarted().localAddress();
    return URI.create("http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort());
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
