package dev.sluice.core.segment;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Computes the attributes that every subscriber selected by a criterion has.
 *
 * <p>A condition on an attribute is false for subscribers without the attribute.
 */
public final class GuaranteedAttributes {

  private GuaranteedAttributes() {}

  /** Returns the attributes of every subscriber that all of the criteria select. */
  public static Set<String> guaranteedByAll(Collection<Criterion> criteria) {
    Set<String> guaranteed = new HashSet<>();
    criteria.forEach(criterion -> guaranteed.addAll(guaranteedBy(criterion)));
    return guaranteed;
  }

  private static Set<String> guaranteedBy(Criterion criterion) {
    return switch (criterion) {
      case Criterion.All(List<Criterion> of) -> guaranteedByAll(of);
      case Criterion.Any(List<Criterion> of) -> guaranteedByEach(of);
      case Criterion.Present(String attribute) -> Set.of(attribute);
      case Criterion.OneOf(String attribute, var _) -> Set.of(attribute);
      case Criterion.Compared(String attribute, var _, var _) -> Set.of(attribute);
      case Criterion.DaysSince(String attribute, var _, var _) -> Set.of(attribute);
      case Criterion.Everyone _, Criterion.Not _, Criterion.InStage _ -> Set.of();
    };
  }

  /** Returns the attributes that every alternative guarantees. */
  private static Set<String> guaranteedByEach(List<Criterion> alternatives) {
    return alternatives.stream()
        .map(GuaranteedAttributes::guaranteedBy)
        .reduce((a, b) -> {
          Set<String> both = new HashSet<>(a);
          both.retainAll(b);
          return both;
        })
        .orElseGet(Set::of);
  }
}
