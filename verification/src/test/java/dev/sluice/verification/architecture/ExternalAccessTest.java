package dev.sluice.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Time, randomness and environment come from outside")
class ExternalAccessTest {

  /**
   * Packages that may read the clock, the environment and start threads: the functions' context,
   * and the programs for a developer's machine.
   */
  private static final String[] ENTRY_POINTS = {
    "dev.sluice.lambda",
    "dev.sluice.local..",
    "dev.sluice.cli..",
    "dev.sluice.verification..",
    "dev.sluice.benchmarks.."
  };

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.Clock.tickMillis",
          "java.time.InstantSource.system",
          "java.time.ZoneId.systemDefault");

  @Test
  @DisplayName("only entry points read the system clock or its zone")
  void onlyEntryPointsReadTheClock() {
    noClassesOutside(ENTRY_POINTS)
        .should(call(ExternalAccessTest::readsTheClock, "read the clock"))
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("only entry points read the environment")
  void onlyEntryPointsReadTheEnvironment() {
    noClassesOutside(ENTRY_POINTS)
        .should(
            call(
                target ->
                    target.startsWith("java.lang.System.getenv")
                        || target.startsWith("java.lang.System.getProperty"),
                "read the environment"))
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("only entry points sleep")
  void onlyEntryPointsSleep() {
    noClassesOutside(ENTRY_POINTS)
        .should(call(target -> target.equals("java.lang.Thread.sleep"), "sleep"))
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("only entry points start threads or executors")
  void onlyEntryPointsStartThreads() {
    noClassesOutside(ENTRY_POINTS)
        .should(
            call(
                target ->
                    target.startsWith("java.util.concurrent.Executors.")
                        || target.startsWith("java.lang.Thread.of")
                        || target.equals("java.lang.Thread.startVirtualThread"),
                "start threads"))
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("nothing deployed prints to the console, except the log of a function's context")
  void nothingDeployedPrints() {
    noClassesOutside(
            "dev.sluice.lambda",
            "dev.sluice.local..",
            "dev.sluice.cli..",
            "dev.sluice.verification..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("the rules see the project's classes")
  void importsTheProjectsClasses() {
    assertThat(ProjectClasses.CLASSES.contain("dev.sluice.lambda.FunctionContext")).isTrue();
    assertThat(ProjectClasses.CLASSES.contain("dev.sluice.core.support.Sleeper")).isTrue();
  }

  private static GivenClassesConjunction noClassesOutside(String... packages) {
    return noClasses().that().resideOutsideOfPackages(packages);
  }

  private static boolean readsTheClock(String target) {
    return CLOCKS.contains(target) || (target.startsWith("java.time.") && target.endsWith(".now"));
  }

  private static ArchCondition<JavaClass> call(Predicate<String> target, String description) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass caller, ConditionEvents events) {
        for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
          AccessTarget called = access.getTarget();
          String name = called.getOwner().getFullName() + "." + called.getName();
          if (target.test(name)) {
            events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
          }
        }
      }
    };
  }
}
