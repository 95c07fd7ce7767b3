package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.console.Screen;
import dev.sluice.cli.csv.NotUtf8Exception;
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

/** Says what went wrong and what would help; a stack trace only for what nobody foresaw. */
public final class CommandExceptionHandler implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (failure) {
      case InvalidInputException invalid -> printViolations(err, invalid.violations());
      case ApiException answer -> {
        printError(command, String.valueOf(answer.getMessage()));
        printViolations(err, answer.violations());
      }
      case NotUtf8Exception encoding ->
          printError(
              command,
              encoding.getMessage()
                  + "; nothing was imported. Save the file as UTF-8, for example:"
                  + " iconv -f WINDOWS-1252 -t UTF-8 FILE.csv > FILE-utf8.csv");
      case BindException _ ->
          printError(
              command, "the port is taken: choose another with --port, or 0 for any free one");
      case NoSuchFileException missing -> printError(command, "no such file: " + missing.getFile());
      case AccessDeniedException denied ->
          printError(command, "no permission: " + denied.getFile());
      case IOException io -> printError(command, String.valueOf(io.getMessage()));
      case SdkException aws -> printError(command, String.valueOf(aws.getMessage()));
      case InterruptedException _ -> printError(command, "interrupted");
      default -> {
        printError(command, "this should not have happened; please report it with what follows");
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
                "%s: '%s' cannot be taken: %s".formatted(v.field(), v.value(), v.remedy()))));
  }
}
