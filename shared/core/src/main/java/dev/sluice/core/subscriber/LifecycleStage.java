package dev.sluice.core.subscriber;

/** The lifecycle stage of a subscriber, with the stages that customer marketing uses. */
public enum LifecycleStage {
  /** Known, but has neither registered nor bought. */
  PROSPECT,
  /** Has an account and has not bought. */
  REGISTERED,
  /** Buys at the usual pace. */
  ACTIVE,
  /** Buys more often, or longer, than most. */
  LOYAL,
  /** Used to buy and is late. */
  LAPSED,
  /** So late that a purchase would surprise. */
  INACTIVE
}
