package dev.sluice.local.template;

/**
 * Thrown if a template cannot be run locally; names the logical id, the property and the reason.
 */
public final class SamTemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param where the logical id and the path of the property below it
   * @param why what is wrong and what would be right
   */
  public SamTemplateException(String where, String why) {
    super(where + ": " + why);
  }
}
