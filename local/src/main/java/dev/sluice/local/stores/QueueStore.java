package dev.sluice.local.stores;

import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.wire.InProcessHttpClient;
import java.net.URI;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
 * ElasticMQ, inside this process, in the time of the run: delays and visibility timeouts pass as
 * its clock does.
 *
 * <p>Other processes reach the same queues at {@link #endpoint()}; what they send is due in real
 * time, so they belong in runs with a real clock.
 */
public final class QueueStore implements AutoCloseable {

  private final ActorSystem actors;
  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;

  private QueueStore(ActorSystem actors, SQSRestServer server, URI endpoint, SqsClient client) {
    this.actors = actors;
    this.server = server;
    this.endpoint = endpoint;
    this.client = client;
  }

  /** Starts ElasticMQ on a free port; takes about two seconds. */
  public static QueueStore start(InstantSource clock) {
    ActorSystem actors = ActorSystem.create("queues");
    ActorRef manager =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new RunTime(clock), StrictSQSLimits$.MODULE$, Option.empty())));
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(manager)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(PhysicalNames.LOCAL_REGION)
            .withAWSAccountId(PhysicalNames.LOCAL_ACCOUNT)
            .start();
    URI endpoint =
        URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    QueueWire wire = new QueueWire(new QueueActors(actors, manager), clock, endpoint);
    SqsClient client = Clients.sqs(new Clients.Target(endpoint, new InProcessHttpClient(wire)));
    return new QueueStore(actors, server, endpoint, client);
  }

  /** Returns a client that reaches the queues without a socket wherever that saves time. */
  public SqsClient client() {
    return client;
  }

  /** Returns where other processes reach the queues. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    Object unused = server.stopAndWait();
    actors.terminate();
  }

  private static final class RunTime extends NowProvider {
    private final InstantSource clock;

    RunTime(InstantSource clock) {
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
