package io.buddychat.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes metrics in the text form of Prometheus, version 0.0.4: each with its type and meaning,
/// then its samples.
///
/// ## Why
///
/// The form is a dozen lines, and the clients of Prometheus bring several jars and registries of
/// their own.
final class PrometheusText {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private String name = "";

  /// Begins a metric that only grows.
  PrometheusText counter(String newName, String meaning) {
    return begin(newName, "counter", meaning);
  }

  /// Begins a metric that goes up and down.
  PrometheusText gauge(String newName, String meaning) {
    return begin(newName, "gauge", meaning);
  }

  PrometheusText histogram(String newName, String meaning) {
    return begin(newName, "histogram", meaning);
  }

  private PrometheusText begin(String newName, String type, String meaning) {
    name = newName;
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, meaning, name, type));
    return this;
  }

  /// A sample of the metric that was begun last, without labels.
  void sample(Number value) {
    sample("", value, Map.of());
  }

  void sample(Number value, Map<String, String> labels) {
    sample("", value, labels);
  }

  /// @param suffix what follows the metric's name: histograms have several
  void sample(String suffix, Number value, Map<String, String> labels) {
    text.append(name).append(suffix);
    if (!labels.isEmpty()) {
      text.append(
          new TreeMap<>(labels)
              .entrySet().stream()
                  .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                  .collect(Collectors.joining(",", "{", "}")));
    }
    text.append(' ').append(value).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
