package dev.sluice.core.subscriber;

import java.util.Optional;

/** What criteria look at: attributes by name, and a stage. */
public interface SegmentInput {

  /** Returns the attribute of that name, if there is one. */
  Optional<AttributeValue> attribute(String name);

  /** Returns how far they have come with the team. */
  LifecycleStage stage();
}
