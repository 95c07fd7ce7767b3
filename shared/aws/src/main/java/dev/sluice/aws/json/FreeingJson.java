package dev.sluice.aws.json;

import dev.sluice.scheduling.consent.ConsentChange.Unsuppressed;
import java.util.Optional;

/** The wish to free a suppressed subscriber, as JSON. */
public final class FreeingJson {

  private static final Kind<Unsuppressed> FREEING =
      ObjectReader.of(in -> {
        var reason = in.required("reason", Kinds.line(Unsuppressed.MAX_REASON));
        var despite = in.optional("despiteComplaint", Kinds.flag(), false);
        return () -> new Unsuppressed(Optional.of(reason.get()), despite.get());
      });

  private FreeingJson() {}

  /** Returns the kind of such wishes. */
  public static Kind<Unsuppressed> freeing() {
    return FREEING;
  }
}
