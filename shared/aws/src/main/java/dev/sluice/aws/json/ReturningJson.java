package dev.sluice.aws.json;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.SubscriberId;

/** Somebody who was erased and asks to come back, as JSON. */
public final class ReturningJson {

  private static final Kind<Returning> RETURNING =
      ObjectReader.of(in -> {
        var id = in.required("id", Ids.subscriber());
        var address = in.required("address", Kinds.string().as(EmailAddress::new));
        return () -> new Returning(id.get(), address.get());
      });

  private ReturningJson() {}

  /** Somebody who comes back, with the identifier and the address they come back with. */
  public record Returning(SubscriberId id, EmailAddress address) {}

  /** Returns the kind of those who come back. */
  public static Kind<Returning> returning() {
    return RETURNING;
  }
}
