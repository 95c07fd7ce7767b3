package dev.sluice.core.hold;

import java.util.Set;

/** A source of reasons to hold marketing, such as SES's account or its complaints. */
@FunctionalInterface
public interface HoldSource {

  /**
   * Returns which of this source's own reasons are in force now.
   *
   * <p>Called once a minute. A source that cannot determine its reasons returns its own ones of
   * {@code before}, so that a missing response neither stops nor resumes marketing.
   *
   * @param before the reasons of all sources that were in force a minute ago; from them, a source
   *     whose hold ends at another value than it begins at sees whether its hold has begun
   */
  Set<HoldReason> reasons(Set<HoldReason> before);
}
