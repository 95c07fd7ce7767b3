package dev.sluice.aws.queue;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.Kind;
import dev.sluice.aws.json.Kinds;
import dev.sluice.aws.json.ObjectReader;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.transactional.MessageId;
import dev.sluice.scheduling.transactional.Summons;

/** A call about a transactional message, as it travels: {@code {"message":"…","turn":1}}. */
public final class SummonsMessage {

  private static final String MESSAGE = "message";
  private static final String TURN = "turn";

  private static final Kind<Summons> SUMMONS =
      ObjectReader.of(in -> {
        var message = in.required(MESSAGE, Kinds.text(64).as(MessageId::new));
        var turn = in.required(TURN, Kinds.whole(1, Integer.MAX_VALUE - 1));
        return () -> new Summons(message.get(), Math.toIntExact(turn.get()));
      });

  private SummonsMessage() {}

  /** Returns the body of a message that makes this call. */
  public static String body(Summons summons) {
    return Json.write(
        Json.object().put(MESSAGE, summons.message().value()).put(TURN, summons.turn()));
  }

  /**
   * Returns the call that a message makes.
   *
   * @throws InvalidInputException if the body is something else
   */
  public static Summons summons(String body) {
    return Json.read(Json.parse(body), SUMMONS);
  }
}
