package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.WorkFolder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// P7: a page of fifty messages through GraphQL, against the same bytes written by hand. It runs
/// within one process, among the server's tests: GraphQL is not for the testkit to know.
record PageRow() implements Row {

  @Override
  public String id() {
    return "P7";
  }

  @Override
  public String what() {
    return "page of 50 messages: processor and allocated bytes ÷ writing the same JSON by hand";
  }

  @Override
  public List<Figure> measure(Lab lab) {
    lab.say(id());
    Options options = lab.options();
    List<String> command = options.testProgram("PageCost").command();
    command.add("" + options.rounds());
    command.add("" + options.slice().toMillis());
    command.add("" + options.warmUp().toMillis());
    Duration patience =
        options.warmUp().plus(options.slice().multipliedBy(options.rounds())).multipliedBy(2);
    try (WorkFolder folder = WorkFolder.create("page")) {
      List<double[]> rounds =
          Child.run(folder.path(), patience.plusMinutes(1), command)
              .lines()
              .map(PageRow::numbers)
              .toList();
      return List.of(
          figure("processor", "µs", rounds, 0, Target.atMost(3)),
          figure("allocated", "bytes", rounds, 1, Target.atMost(6)));
    }
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private Figure figure(
      String what, String unit, List<double[]> rounds, int column, Target target) {
    return Figure.of(
        id(),
        "page of 50: " + what + " ÷ by hand",
        Quartiles.of(rounds.stream().map(row -> row[column] / row[column + 2]).toList()),
        target,
        String.format(
            Locale.ROOT,
            "%.0f and %.0f %s",
            median(rounds, column),
            median(rounds, column + 2),
            unit));
  }

  private static double median(List<double[]> rounds, int column) {
    return Quartiles.of(rounds.stream().map(row -> row[column]).toList()).median();
  }
}
