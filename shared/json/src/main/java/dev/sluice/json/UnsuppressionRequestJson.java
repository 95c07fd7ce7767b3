package dev.sluice.json;

import dev.sluice.core.consent.ConsentChange.Unsuppressed;
import java.util.Optional;

/** The wish to free a suppressed subscriber, as JSON. */
public final class UnsuppressionRequestJson {

  private static final JsonDecoder<Unsuppressed> DECODER =
      ObjectDecoder.of(in -> {
        var reason = in.required("reason", JsonDecoders.line(Unsuppressed.MAX_REASON));
        var despite = in.optional("despiteComplaint", JsonDecoders.bool(), false);
        return () -> new Unsuppressed(Optional.of(reason.get()), despite.get());
      });

  private UnsuppressionRequestJson() {}

  /** Returns the kind of such wishes. */
  public static JsonDecoder<Unsuppressed> decoder() {
    return DECODER;
  }
}
