package dev.sluice.core.subscriber;

import java.util.Optional;

/** The input of criteria: attributes by name, and a lifecycle stage. */
public interface SegmentInput {

  /** Returns the attribute of that name, if there is one. */
  Optional<AttributeValue> attribute(String name);

  /** Returns the lifecycle stage. */
  LifecycleStage stage();
}
