package io.buddychat.testkit.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// People like a first one who has signed up and logged in, written straight into the tables: to
/// hash a password takes a good part of a second, and a thousand people have one each.
///
/// Their tokens are signed as the server signs them, for sessions that are in the tables.
final class Clones {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String secret;
  private final Person first;
  private final ObjectNode claims;

  Clones(String secret, Person first) {
    this.secret = secret;
    this.first = first;
    String payload = parts(first)[1];
    try {
      claims = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(payload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return the first one and as many others as make this number
  List<Person> make(Tables tables, int number) {
    List<Person> people = new ArrayList<>(List.of(first));
    long user = claims.get("sub").asLong();
    long session = claims.get("sid").asLong();
    try (Connection connection = tables.connect();
        PreparedStatement users = connection.prepareStatement(USER);
        PreparedStatement sessions = connection.prepareStatement(SESSION);
        PreparedStatement mailboxes = connection.prepareStatement(MAILBOX)) {
      connection.setAutoCommit(false);
      for (int i = 1; i < number; i++) {
        String username = "member." + i;
        add(users, user + i, username, username, username, username, user);
        add(sessions, session + i, user + i, "of " + username, session);
        add(mailboxes, user + i, user);
        people.add(person(username, user + i, session + i));
      }
      users.executeBatch();
      sessions.executeBatch();
      mailboxes.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("people cannot be made", e);
    }
    return List.copyOf(people);
  }

  private static final String USER =
      """
      insert into users (
        id, username, username_key, email, email_key, first_name, first_name_key, last_name,
        last_name_key, bio, profile_picture, date_joined, updated_at, deleted, password_hash
      )
      select ?, ?, ?, ?, ?, first_name, first_name_key, last_name,
        last_name_key, bio, profile_picture, date_joined, updated_at, deleted, password_hash
      from users where id = ?
      """;

  private static final String SESSION =
      """
      insert into session (id, user_id, started_at, expires_at, ended_at, current_token)
      select ?, ?, started_at, expires_at, ended_at, ? from session where id = ?
      """;

  private static final String MAILBOX =
      """
      insert into mailbox (owner, last_seq, horizon)
      select ?, last_seq, horizon from mailbox where owner = ?
      """;

  private static void add(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  /// A token's: head, claims, signature.
  private static String[] parts(Person person) {
    return person.token().split("\\.", -1);
  }

  private Person person(String username, long user, long session) {
    ObjectNode own = claims.deepCopy();
    own.put("sub", "" + user).put("sid", "" + session).put("username", username);
    String head = parts(first)[0];
    String signed = head + "." + base64(own.toString().getBytes(StandardCharsets.UTF_8));
    String id =
        Base64.getEncoder()
            .encodeToString(("CustomUser:" + user).getBytes(StandardCharsets.US_ASCII));
    return new Person(username, id, signed + "." + base64(signature(signed)));
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
