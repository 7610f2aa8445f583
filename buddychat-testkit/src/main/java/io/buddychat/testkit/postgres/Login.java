package io.buddychat.testkit.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A database, and who may enter.
///
/// @param server what stands before the database's name in the address
/// @param parameters what stands behind it, `?user=…` and all, so that the address alone is enough
/// @param password empty when none is needed
record Login(String server, String database, String parameters, String user, String password) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<server>jdbc:postgresql://[^/?]+/)(?<database>[^?]*)(?:\\?(?<parameters>.*))?");

  /// Reads an address and adds the login to it.
  ///
  /// @param user empty when the address names one, or none is needed
  static Login of(String jdbcUrl, String user, String password) {
    Matcher address = ADDRESS.matcher(jdbcUrl);
    if (!address.matches()) {
      throw new IllegalArgumentException(
          "Want jdbc:postgresql://host:port/database, have " + jdbcUrl);
    }
    String parameters =
        Stream.of(
                Optional.ofNullable(address.group("parameters")).orElse(""),
                parameter("user", user),
                parameter("password", password))
            .filter(parameter -> !parameter.isEmpty())
            .collect(Collectors.joining("&"));
    return new Login(
        address.group("server"),
        address.group("database"),
        parameters.isEmpty() ? "" : "?" + parameters,
        user,
        password);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  String jdbcUrl() {
    return server + database + parameters;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl());
  }

  /// A new, empty database beside this one.
  Login createDatabase() {
    String name = "buddychat_" + UUID.randomUUID().toString().replace("-", "");
    execute("create database " + name + " template template0 encoding 'UTF8'");
    return new Login(server, name, parameters, user, password);
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + " failed at " + server + database, e);
    }
  }
}
