package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.Arguments;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line: measures row after row, prints the table.
public final class Benchmark {

  static final List<Row> ROWS =
      List.of(
          new GroupRow("P1", ServerDatabase.POSTGRES),
          new GroupRow("P1h", ServerDatabase.H2),
          new NodeRow(),
          new EjabberdRow(),
          new PushRow(),
          new AloneRow(),
          new PageRow(),
          new HistoryRow(),
          new IdleRow(),
          new StartRow(),
          new FairnessRow(),
          new OverloadRow());

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.help(ROWS));
      return;
    }
    try {
      Options options = Options.of(arguments);
      List<Row> rows = options.chosen(ROWS);
      if (!Files.exists(options.jar())) {
        throw new Arguments.Wrong("--jar: there is no " + options.jar() + ", mvn package makes it");
      }
      List<Figure> figures = new ArrayList<>();
      boolean well = true;
      try (WorkFolder folder = WorkFolder.create("disk")) {
        Lab lab = new Lab(options, new Disk(folder.resolve("probe")), System.out::println);
        for (Row row : rows) {
          well &= measure(row, lab, figures);
        }
      }
      Report report = new Report(options, figures);
      System.out.println();
      System.out.println(report.plain());
      System.out.println(report.markdown());
      if (options.out().isPresent()) {
        write(options.out().get(), report, figures);
      }
      System.exit(well ? 0 : 1);
    } catch (Arguments.Wrong e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /// @return false when it failed; to be not run is no failure
  private static boolean measure(Row row, Lab lab, List<Figure> figures) {
    try {
      figures.addAll(row.measure(lab));
      return true;
    } catch (NotRun e) {
      figures.add(Figure.notRun(row.id(), row.what(), String.valueOf(e.getMessage())));
      return true;
    } catch (RuntimeException e) {
      e.printStackTrace();
      figures.add(Figure.notRun(row.id(), row.what(), "it failed: " + e.getMessage()));
      return false;
    }
  }

  private static void write(Path folder, Report report, List<Figure> figures) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("benchmark.txt"), report.plain());
    Files.writeString(folder.resolve("benchmark.md"), report.markdown());
    Files.writeString(folder.resolve("benchmark.svg"), Picture.of(figures));
  }
}
