package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.console.Screen;
import dev.sluice.cli.csv.UnreadableCsvException;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** Reports an error with its remedy, and an unexpected one with its stack trace. */
public final class CommandExceptionHandler implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (failure) {
      case InvalidInputException invalid -> printViolations(err, invalid.violations());
      case ApiException failed -> {
        printError(command, String.valueOf(failed.getMessage()));
        printViolations(err, failed.violations());
      }
      case UnreadableCsvException unreadable ->
          printError(command, unreadable.getMessage() + "; nothing was imported");
      case BindException _ ->
          printError(
              command, "the port is in use: choose another with --port, or 0 for a free one");
      case NoSuchFileException missing -> printError(command, "no such file: " + missing.getFile());
      case AccessDeniedException denied ->
          printError(command, "permission denied: " + denied.getFile());
      case IOException io -> printError(command, String.valueOf(io.getMessage()));
      case SdkException aws -> printError(command, String.valueOf(aws.getMessage()));
      case InterruptedException _ -> printError(command, "interrupted");
      default -> {
        printError(command, "unexpected error; please report it with the lines below");
        failure.printStackTrace(err);
      }
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static void printError(CommandLine command, String what) {
    command.getErr().println(command.getColorScheme().errorText(what));
  }

  private static void printViolations(PrintWriter err, List<Violation> violations) {
    violations.forEach(v ->
        err.println(
            Screen.escapeInvisible(
                "%s: '%s' is not valid: %s".formatted(v.field(), v.value(), v.remedy()))));
  }
}
