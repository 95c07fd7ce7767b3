package dev.sluice.messaging;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.support.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call of a worker to a shard, as it travels: {@code {"shard":"17"}}. */
public final class ShardMessage {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SHARD = "shard";

  private ShardMessage() {}

  /** Returns the body of a message that calls a worker to {@code shard}. */
  public static String encode(Shard shard) {
    return JSON.createObjectNode().put(SHARD, shard.label()).toString();
  }

  /**
   * Returns the shard that a message calls to.
   *
   * @throws InvalidInputException if the body is something else
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
