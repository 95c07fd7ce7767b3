package dev.sluice.architecture;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The arrows of the house")
class HouseTest {

  @Test
  @DisplayName("scheduling knows the JDK, JSpecify and nothing else")
  void schedulingIsPure() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.scheduling..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.sluice.scheduling..", "java..", "javax.crypto..", "org.jspecify..")
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("mail knows scheduling, and not AWS, functions or local")
  void mailSitsOnScheduling() {
    sees("dev.sluice.mail..", "dev.sluice.mail..", "dev.sluice.scheduling..");
  }

  @Test
  @DisplayName("aws knows mail and scheduling, and not functions or local")
  void awsSitsOnMail() {
    sees("dev.sluice.aws..", "dev.sluice.aws..", "dev.sluice.mail..", "dev.sluice.scheduling..");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("functions know what is shared, and never each other")
  @MethodSource("dev.sluice.architecture.House#functions")
  void functionsNeverSeeEachOther(String function) {
    assertThat(House.CLASSES.that(resideInAPackage(function))).as(function).isNotEmpty();
    sees(function, function, "dev.sluice.aws..", "dev.sluice.mail..", "dev.sluice.scheduling..");
  }

  @Test
  @DisplayName("local sees functions only through the template")
  void localDoesNotSeeFunctions() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.sluice.local..", "dev.sluice.cli..", "dev.sluice.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(House.functions())
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("packages form no cycles")
  void packagesFormNoCycles() {
    slices().matching("dev.sluice.(**)").should().beFreeOfCycles().check(House.CLASSES);
  }

  @Test
  @DisplayName("handlers take bytes and give bytes")
  void handlersAreStreamHandlers() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Handler")
        .and()
        .resideInAnyPackage(House.functions())
        .and()
        .areTopLevelClasses()
        .should()
        .implement(RequestStreamHandler.class)
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("no state is both static and mutable")
  void staticsAreFinal() {
    fields().that().areStatic().should().beFinal().check(House.CLASSES);
  }

  private static void sees(String some, String... others) {
    noClasses()
        .that(resideInAPackage(some))
        .should()
        .dependOnClassesThat(ofTheHouseExcept(others))
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  private static DescribedPredicate<JavaClass> ofTheHouseExcept(String... packages) {
    return resideInAPackage("dev.sluice..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)));
  }
}
