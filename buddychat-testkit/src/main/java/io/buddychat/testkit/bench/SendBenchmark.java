package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// The command line: measures, prints the table.
public final class SendBenchmark {

  private SendBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(BenchOptions.HELP);
      return;
    }
    try {
      BenchOptions options = BenchOptions.of(arguments);
      Results results = Bench.run(options, System.out::println);
      System.out.print(results.table());
      if (options.out().isPresent()) {
        Files.writeString(options.out().get(), results.table());
      }
      System.exit(results.missing() == 0 ? 0 : 1);
    } catch (Arguments.Wrong e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }
}
