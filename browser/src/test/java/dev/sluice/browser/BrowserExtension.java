package dev.sluice.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Site} and the one browser that all of them share. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {

  private static final Namespace ALL = Namespace.create(BrowserExtension.class);

  private static final String MISSING =
      "no Chromium on the path: install Debian's package chromium (apt-get install chromium)";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.installed().isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium is installed");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    System.err.printf("SKIPPED: %s; %s%n", context.getDisplayName(), MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Site.class
        || parameter.getParameter().getType() == Browsing.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(ALL);
    return parameter.getParameter().getType() == Site.class
        ? store.getOrComputeIfAbsent(Site.class, _ -> Site.open(), Site.class)
        : store.getOrComputeIfAbsent(Browsing.class, _ -> Browsing.start(), Browsing.class);
  }
}
