package io.buddychat.testkit.bench;

import java.util.List;
import java.util.Locale;

/// The table, plain and as Markdown.
record Report(Options options, List<Figure> figures) {

  String plain() {
    StringBuilder table = new StringBuilder(conditions()).append("\n\n");
    for (Figure figure : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-9s %-22s %-8s %-8s %s%n%-10s%s%n",
              figure.row(),
              figure.ratioInWords(),
              figure.targetInWords(),
              figure.verdict(),
              figure.what(),
              "",
              figure.notes()));
    }
    return table.toString();
  }

  String markdown() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| # | what | ratio [quartiles] | to reach | behind it |\n|---|---|---|---|---|\n");
    for (Figure figure : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |%n",
              figure.row(),
              figure.what(),
              figure.isReached().orElse(false)
                  ? "**" + figure.ratioInWords() + "**"
                  : figure.ratioInWords(),
              figure.targetInWords(),
              figure.notes()));
    }
    return table.append('\n').append(conditions()).append('\n').toString();
  }

  private String conditions() {
    return String.format(
        Locale.ROOT,
        "Medians of %d rounds of %.1f s a turn after %.0f s of warm-up each; %d processors.",
        options.rounds(),
        options.slice().toMillis() / 1e3,
        options.warmUp().toMillis() / 1e3,
        Runtime.getRuntime().availableProcessors());
  }
}
