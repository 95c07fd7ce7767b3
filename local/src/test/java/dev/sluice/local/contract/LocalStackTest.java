package dev.sluice.local.contract;

import dev.sluice.local.LocalRun;
import dev.sluice.local.ServiceEndpoints;
import dev.sluice.local.fixture.TestTemplate;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack in a container.
 *
 * <p>Its SES v2 belongs to its paid edition: without {@code LOCALSTACK_AUTH_TOKEN} mail goes to our
 * own endpoint, and only the other services are LocalStack's.
 */
@DisplayName("LocalStack in a container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalStackTest extends AwsEmulatorContract {

  /** The same as in compose.yaml. */
  private static final String IMAGE = "localstack/localstack:4.4.0";

  private Optional<LocalStackContainer> container = Optional.empty();
  private Optional<LocalRun> run = Optional.empty();

  @BeforeAll
  void start() throws IOException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      EmulatorRuns.skip("LocalStack needs Docker, which this machine lacks");
    }
    String token = System.getenv().getOrDefault("LOCALSTACK_AUTH_TOKEN", "");
    LocalStackContainer started = new LocalStackContainer(DockerImageName.parse(IMAGE));
    started.addEnv("LOCALSTACK_AUTH_TOKEN", token);
    started.start();
    container = Optional.of(started);
    run =
        Optional.of(
            LocalRun.of(TestTemplate.template())
                .externalEndpoints(endpoints(started.getEndpoint(), !token.isEmpty()))
                .start());
  }

  @AfterAll
  void stop() {
    run.ifPresent(LocalRun::close);
    container.ifPresent(LocalStackContainer::stop);
  }

  @Override
  LocalRun run() {
    return run.orElseThrow();
  }

  private static ServiceEndpoints endpoints(URI url, boolean paid) {
    Map<String, URI> urls = new LinkedHashMap<>();
    for (ServiceEndpoints.Service service : ServiceEndpoints.Service.values()) {
      if (paid || service != ServiceEndpoints.Service.SESV2) {
        urls.put(service.variable(), url);
      }
    }
    return new ServiceEndpoints(urls);
  }
}
