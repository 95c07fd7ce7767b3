package dev.sluice.messaging;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.support.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue message that requests a worker for a shard: {@code {"shard":"17"}}. */
public final class ShardMessage {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SHARD = "shard";

  private ShardMessage() {}

  /** Returns the body of a shard's message. */
  public static String encode(Shard shard) {
    return JSON.createObjectNode().put(SHARD, shard.label()).toString();
  }

  /**
   * Returns the shard of a message.
   *
   * @throws InvalidInputException if the body does not name a shard
   */
  public static Shard decode(String body) {
    try {
      JsonNode shard = JSON.readTree(body).path(SHARD);
      return Shard.fromLabel(shard.asString(""));
    } catch (JacksonException e) {
      throw InvalidInputException.of("body", body, "send JSON such as {\"shard\":\"17\"}");
    }
  }
}
