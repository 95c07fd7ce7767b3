package dev.sluice.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.lambda.SqsEventBatch;
import dev.sluice.messaging.ShardMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sample events")
class SampleEventsTest {

  /** At the root of the project, two folders above this module's. */
  private static final Path SAMPLES = Path.of("..", "..", "events", "deliver");

  @Test
  @DisplayName("call a worker to shard 17")
  void nameShardSeventeen() throws IOException {
    assertThat(read("one-shard").messages())
        .singleElement()
        .satisfies(
            message -> assertThat(ShardMessage.decode(message.body()).label()).isEqualTo("17"));
  }

  @Test
  @DisplayName("show a message that calls to no shard")
  void includeMessageWithoutShard() throws IOException {
    SqsEventBatch.Message message = read("broken-message").messages().getFirst();

    assertThatThrownBy(() -> ShardMessage.decode(message.body()))
        .isInstanceOf(InvalidInputException.class);
  }

  private static SqsEventBatch read(String sample) throws IOException {
    try (InputStream event = Files.newInputStream(SAMPLES.resolve(sample + ".json"))) {
      return SqsEventBatch.parse(event);
    }
  }
}
