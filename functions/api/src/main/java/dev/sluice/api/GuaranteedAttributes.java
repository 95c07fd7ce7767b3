package dev.sluice.api;

import dev.sluice.core.segment.Criterion;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The attributes that everyone selected by a criterion has.
 *
 * <p>A condition on an attribute does not hold for those who lack it, so whoever it selects has it.
 */
final class GuaranteedAttributes {

  private GuaranteedAttributes() {}

  /** Returns the names of attributes that everyone selected by all of the criteria has. */
  static Set<String> guaranteedByAll(Collection<Criterion> criteria) {
    Set<String> known = new HashSet<>();
    criteria.forEach(criterion -> known.addAll(guaranteedBy(criterion)));
    return known;
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

  /** Of alternatives, only what all of them have is known. */
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
