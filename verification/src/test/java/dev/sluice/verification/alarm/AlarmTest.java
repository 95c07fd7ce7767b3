package dev.sluice.verification.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lambda.Metric;
import dev.sluice.verification.alarm.Alarm.State;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The alarms of the template")
final class AlarmTest {

  @Test
  @DisplayName("have a scenario each, and no scenario names an alarm that does not exist")
  void everyAlarmHasAScenario() {
    assertThat(
            Arrays.stream(AlarmScenario.values())
                .flatMap(scenario -> scenario.alarms().stream())
                .toList())
        .containsExactlyInAnyOrderElementsOf(AlarmRun.alarms().keySet());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("are OK in normal operation and fire when their cause happens")
  void fireWhenTheirCauseHappens(AlarmScenario scenario) throws Exception {
    AlarmScenario.States states = scenario.fire();

    assertThat(states.before()).allSatisfy((_, state) -> assertThat(state).isEqualTo(State.OK));
    assertThat(states.after())
        .allSatisfy((alarm, state) -> {
          if (scenario.alarms().contains(alarm)) {
            assertThat(state).as(alarm).isEqualTo(State.ALARM);
          }
        });
  }

  @Test
  @DisplayName("name the stack wherever their metric is our own")
  void ownMetricsHaveTheStackAsDimension() {
    Set<String> names =
        Arrays.stream(Metric.values()).map(Metric::metricName).collect(Collectors.toSet());

    assertThat(AlarmRun.alarms().values())
        .filteredOn(alarm -> !alarm.namespace().startsWith("AWS/"))
        .isNotEmpty()
        .allSatisfy(alarm -> {
          assertThat(alarm.namespace()).isEqualTo(Metric.NAMESPACE);
          assertThat(alarm.dimensions()).containsOnlyKeys(Metric.STACK);
          assertThat(names).contains(alarm.metric());
        });
  }
}
