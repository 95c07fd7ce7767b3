package dev.sluice.messaging;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.RetryTask;
import dev.sluice.json.Json;
import dev.sluice.json.JsonDecoder;
import dev.sluice.json.JsonDecoders;
import dev.sluice.json.ObjectDecoder;

/** The queue message of a {@link RetryTask}: {@code {"message":"…","turn":1}}. */
public final class RetryTaskMessage {

  private static final String MESSAGE = "message";
  private static final String TURN = "turn";

  private static final JsonDecoder<RetryTask> DECODER =
      ObjectDecoder.of(in -> {
        var message = in.required(MESSAGE, JsonDecoders.text(64).map(MessageId::new));
        var turn = in.required(TURN, JsonDecoders.wholeNumber(1, Integer.MAX_VALUE - 1));
        return () -> new RetryTask(message.get(), Math.toIntExact(turn.get()));
      });

  private RetryTaskMessage() {}

  /** Returns the body of a task's message. */
  public static String encode(RetryTask task) {
    return Json.encode(Json.object().put(MESSAGE, task.message().value()).put(TURN, task.turn()));
  }

  /**
   * Returns the task of a message.
   *
   * @throws InvalidInputException if the body does not contain a task
   */
  public static RetryTask decode(String body) {
    return Json.decode(Json.parse(body), DECODER);
  }
}
