package dev.sluice.cli.command;

import dev.sluice.cli.api.ApiException;
import dev.sluice.cli.csv.NotUtf8Exception;
import dev.sluice.cli.screen.Screen;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
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
public final class Failures implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (failure) {
      case InvalidInputException invalid -> violations(err, invalid.violations());
      case ApiException answer -> {
        say(command, String.valueOf(answer.getMessage()));
        violations(err, answer.violations());
      }
      case NotUtf8Exception encoding ->
          say(
              command,
              encoding.getMessage()
                  + "; nothing was imported. Save the file as UTF-8, for example:"
                  + " iconv -f WINDOWS-1252 -t UTF-8 FILE.csv > FILE-utf8.csv");
      case BindException _ ->
          say(command, "the port is taken: choose another with --port, or 0 for any free one");
      case NoSuchFileException missing -> say(command, "no such file: " + missing.getFile());
      case AccessDeniedException denied -> say(command, "no permission: " + denied.getFile());
      case IOException io -> say(command, String.valueOf(io.getMessage()));
      case SdkException aws -> say(command, String.valueOf(aws.getMessage()));
      case InterruptedException _ -> say(command, "interrupted");
      default -> {
        say(command, "this should not have happened; please report it with what follows");
        failure.printStackTrace(err);
      }
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static void say(CommandLine command, String what) {
    command.getErr().println(command.getColorScheme().errorText(what));
  }

  private static void violations(PrintWriter err, List<Violation> violations) {
    violations.forEach(v ->
        err.println(
            Screen.visible(
                "%s: '%s' cannot be taken: %s".formatted(v.field(), v.value(), v.remedy()))));
  }
}
