package dev.sluice.json;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;

/** Somebody who was erased and asks to come back, as JSON. */
public final class ErasureLiftRequestJson {

  private static final JsonDecoder<ErasureLiftRequest> DECODER =
      ObjectDecoder.of(in -> {
        var id = in.required("id", IdDecoders.subscriber());
        var address = in.required("address", JsonDecoders.string().map(EmailAddress::new));
        return () -> new ErasureLiftRequest(id.get(), address.get());
      });

  private ErasureLiftRequestJson() {}

  /** Somebody who comes back, with the identifier and the address they come back with. */
  public record ErasureLiftRequest(SubscriberId id, EmailAddress address) {}

  /** Returns the kind of those who come back. */
  public static JsonDecoder<ErasureLiftRequest> decoder() {
    return DECODER;
  }
}
