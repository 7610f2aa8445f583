package io.buddychat.testkit.bench;

import java.util.List;
import java.util.Locale;

/// The figures as a picture: a bar for each ratio, as long as it is, on a scale of doublings from
/// an eighth to sixteen, with a mark at what was to be reached. Its colours follow the page's,
/// light or dark.
final class Picture {

  private static final int WIDTH = 880;
  private static final int NAMES = 400;
  private static final int LINE = 30;
  private static final int TOP = 40;
  private static final double LEAST = 1.0 / 8;
  private static final double MOST = 16;

  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #24292f }
        .faint { fill: #6e7781 } .grid { stroke: #d0d7de } .mark { stroke: #24292f; stroke-width: 2 }
        .reached { fill: #2da44e } .missed { fill: #d4a72c } .told { fill: #8c959f }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .faint { fill: #8d96a0 } .grid { stroke: #30363d }
          .mark { stroke: #e6edf3 } .reached { fill: #3fb950 } .missed { fill: #d29922 }
          .told { fill: #6e7681 }
        }
      </style>
      """;

  private Picture() {}

  static String of(List<Figure> figures) {
    int height = TOP + figures.size() * LINE + 20;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"BuddyChat's ratios\">%n",
            WIDTH, height));
    svg.append(STYLE);
    for (double value = LEAST; value <= MOST; value *= 2) {
      svg.append(grid(value, height));
    }
    for (int i = 0; i < figures.size(); i++) {
      svg.append(bar(figures.get(i), TOP + i * LINE));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String grid(double value, int height) {
    String name = value < 1 ? "1/" + Math.round(1 / value) : "" + Math.round(value);
    return String.format(
        Locale.ROOT,
        "<line class=\"grid\" x1=\"%2$.1f\" x2=\"%2$.1f\" y1=\"%3$d\" y2=\"%4$d\"/>"
            + "<text class=\"faint\" x=\"%2$.1f\" y=\"%5$d\" text-anchor=\"middle\">%1$s</text>%n",
        name,
        x(value),
        TOP - 10,
        height - 10,
        TOP - 18);
  }

  private static String bar(Figure figure, int y) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
            NAMES - 12, y + 14, escaped(shortened(figure.row() + "  " + figure.what()))));
    if (figure.ratio().isEmpty()) {
      return svg.append(
              String.format(
                  "<text class=\"faint\" x=\"%d\" y=\"%d\">not run</text>%n", NAMES + 6, y + 14))
          .toString();
    }
    double ratio = figure.ratio().get().median();
    String kind = figure.verdict().isEmpty() ? "told" : figure.verdict();
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"2\"/>"
                + "<text x=\"%.1f\" y=\"%d\">%.2f</text>%n",
            kind,
            NAMES,
            y,
            x(ratio) - NAMES,
            x(ratio) + 6,
            y + 14,
            ratio));
    figure
        .target()
        .ifPresent(
            target ->
                svg.append(
                    String.format(
                        Locale.ROOT,
                        "<line class=\"mark\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>%n",
                        x(target.value()),
                        y - 3,
                        y + 21)));
    return svg.toString();
  }

  /// Where a ratio lies on the scale; what is beyond it, at its end.
  static double x(double ratio) {
    double bounded = Math.min(MOST, Math.max(LEAST, ratio));
    double share = Math.log(bounded / LEAST) / Math.log(MOST / LEAST);
    return NAMES + share * (WIDTH - NAMES - 60);
  }

  private static String shortened(String text) {
    return text.length() <= 58 ? text : text.substring(0, 57) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
