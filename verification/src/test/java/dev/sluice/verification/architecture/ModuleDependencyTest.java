package dev.sluice.verification.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Module dependencies")
class ModuleDependencyTest {

  /** What each module below {@code shared} may depend on, beside itself. */
  private static final Map<String, Set<String>> SHARED =
      Map.of(
          "core", Set.of(),
          "mail", Set.of("core"),
          "json", Set.of("core"),
          "lambda", Set.of("core", "json"),
          "dynamodb", Set.of("core", "json", "lambda"),
          "secrets", Set.of("core", "mail", "lambda"),
          "ses", Set.of("core", "mail", "lambda", "secrets"),
          "messaging", Set.of("core", "json", "lambda"));

  @Test
  @DisplayName("core depends on the JDK and JSpecify only")
  void coreDependsOnlyOnTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.sluice.core..", "java..", "javax.crypto..", "org.jspecify..")
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("shared modules depend on the modules below them only")
  void sharedModulesDependDownwards() {
    SHARED.forEach((module, allowed) ->
        dependsOnlyOn(
            packagesOf(module),
            Stream.concat(Stream.of(module), allowed.stream())
                .map(ModuleDependencyTest::packagesOf)
                .toArray(String[]::new)));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("functions depend on shared modules, and never on each other")
  @MethodSource("dev.sluice.verification.architecture.ProjectClasses#functions")
  void functionsDoNotDependOnEachOther(String function) {
    assertThat(ProjectClasses.CLASSES.that(resideInAPackage(function))).as(function).isNotEmpty();
    dependsOnlyOn(
        function,
        Stream.concat(
                Stream.of(function), SHARED.keySet().stream().map(ModuleDependencyTest::packagesOf))
            .toArray(String[]::new));
  }

  @Test
  @DisplayName("the command line depends on core only")
  void commandLineDependsOnlyOnCore() {
    dependsOnlyOn("dev.sluice.cli..", "dev.sluice.cli..", "dev.sluice.core..");
  }

  @Test
  @DisplayName("local, cli, verification and benchmarks use functions only through the template")
  void localDoesNotDependOnFunctions() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.sluice.local..",
            "dev.sluice.cli..",
            "dev.sluice.verification..",
            "dev.sluice.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ProjectClasses.functions())
        .allowEmptyShould(true)
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("packages form no cycles")
  void packagesHaveNoCycles() {
    slices().matching("dev.sluice.(**)").should().beFreeOfCycles().check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("handlers implement RequestStreamHandler")
  void handlersAreStreamHandlers() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Handler")
        .and()
        .resideInAnyPackage(ProjectClasses.functions())
        .and()
        .areTopLevelClasses()
        .should()
        .implement(RequestStreamHandler.class)
        .allowEmptyShould(true)
        .check(ProjectClasses.CLASSES);
  }

  @Test
  @DisplayName("no state is both static and mutable")
  void staticsAreFinal() {
    fields().that().areStatic().should().beFinal().check(ProjectClasses.CLASSES);
  }

  private static String packagesOf(String module) {
    return "dev.sluice." + module + "..";
  }

  private static void dependsOnlyOn(String some, String... others) {
    noClasses()
        .that(resideInAPackage(some))
        .should()
        .dependOnClassesThat(projectClassesOutside(others))
        .allowEmptyShould(true)
        .check(ProjectClasses.CLASSES);
  }

  private static DescribedPredicate<JavaClass> projectClassesOutside(String... packages) {
    return resideInAPackage("dev.sluice..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)));
  }
}
