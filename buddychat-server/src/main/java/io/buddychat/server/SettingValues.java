package io.buddychat.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What was given for each setting, as text, and how it is read as a number, a time and so on. A
/// value that is none names its setting.
///
/// The environment wins over the file: the file is what the installation is, the environment what
/// this one start wants.
final class SettingValues {

  private final Map<Setting, String> given = new EnumMap<>(Setting.class);

  static SettingValues of(Map<String, String> environment, Optional<Path> file) {
    SettingValues values = new SettingValues();
    file.ifPresent(values::addFile);
    for (Setting setting : Setting.values()) {
      values.add(setting, environment.getOrDefault(setting.key(), ""));
    }
    return values;
  }

  private void addFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Settings.Wrong("--config: the file " + file + " cannot be read");
    }
    for (String key : properties.stringPropertyNames()) {
      Setting setting =
          Setting.named(key)
              .orElseThrow(() -> new Settings.Wrong(key + ": " + file + " names no such setting"));
      add(setting, properties.getProperty(key));
    }
  }

  private void add(Setting setting, String value) {
    if (!value.isBlank()) {
      given.put(setting, value.strip());
    }
  }

  /// The value, or the default; nothing if there is neither.
  Optional<String> text(Setting setting) {
    return Optional.of(given.getOrDefault(setting, setting.standard()))
        .filter(value -> !value.isEmpty());
  }

  int number(Setting setting, int least, int most) {
    String value = text(setting).orElse("");
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As bad as one outside the bounds.
    }
    throw wrong(setting, "must be a whole number from %d to %d".formatted(least, most));
  }

  Duration duration(Setting setting, Duration least, Duration most) {
    try {
      Duration duration = Duration.parse(text(setting).orElse(""));
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // As bad as one outside the bounds.
    }
    throw wrong(
        setting, "must be a time from %s to %s, such as PT5M or P7D".formatted(least, most));
  }

  boolean yesOrNo(Setting setting) {
    return switch (text(setting).orElse("")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, "must be true or false");
    };
  }

  /// The complaint about a setting. It never repeats the value, which may be a secret.
  static Settings.Wrong wrong(Setting setting, String rule) {
    return new Settings.Wrong(setting.key() + ": " + rule);
  }
}
