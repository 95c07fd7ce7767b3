package dev.sluice.core.hold;

import java.util.Set;

/** Something that knows of reasons to hold marketing, such as SES's account or its complaints. */
@FunctionalInterface
public interface HoldSource {

  /**
   * Returns which of this source's own reasons are in force now.
   *
   * <p>Asked once a minute. A source that cannot tell for now returns its own ones of {@code
   * before}, so that marketing neither stops nor goes on because somebody did not answer.
   *
   * @param before the reasons of all sources that were in force a minute ago; a source whose hold
   *     ends at another value than it begins at sees from them whether it has begun
   */
  Set<HoldReason> reasons(Set<HoldReason> before);
}
