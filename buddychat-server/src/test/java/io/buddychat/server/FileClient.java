package io.buddychat.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Somebody with an account who uploads, sends and downloads files.
final class FileClient {

  static final String BOUNDARY = "the-boundary";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI uri;
  private final TestClient graphQl;
  private final String username;
  private final String token;

  private FileClient(URI uri, String username, String token) {
    this.uri = uri;
    this.graphQl = new TestClient(uri);
    this.username = username;
    this.token = token;
  }

  /// Makes an account and logs in.
  static FileClient join(URI uri, String username, int number) {
    TestClient client = new TestClient(uri);
    client.post(
        """
        mutation { createUser(username: "%1$s", email: "%1$s@example.org",
          password: "Secret123", firstName: "Some", lastName: "Body",
          phoneNumber: {countryCode: "1", number: "1555000%2$d"}) { user { id } } }
        """
            .formatted(username, number));
    return new FileClient(uri, username, client.logIn(username).token());
  }

  /// Somebody who is signed in already.
  static FileClient of(URI uri, String username, String token) {
    return new FileClient(uri, username, token);
  }

  /// The same person at another server, or at this one after a restart.
  FileClient at(URI newUri) {
    return new FileClient(newUri, username, token);
  }

  /// The same, without a token that is good.
  FileClient stranger() {
    return new FileClient(uri, username, "none");
  }

  JsonNode ask(String query) {
    return graphQl.post(query, token).json();
  }

  /// Runs a mutation that must succeed.
  JsonNode does(String mutation) {
    JsonNode answer = ask("mutation { " + mutation + " }");
    if (answer.has("errors")) {
      throw new AssertionError(answer);
    }
    return answer.at("/data");
  }

  /// The id of the person's own copy of the chat with somebody.
  String chatWith(FileClient other) {
    String user =
        ask("{ users(username: \"%s\") { edges { node { id } } } }".formatted(other.username))
            .at("/data/users/edges/0/node/id")
            .asText();
    return does("createChat(otherUserId: \"%s\") { chat { id } }".formatted(user))
        .at("/createChat/chat/id")
        .asText();
  }

  /// The answer to sending this.
  JsonNode sending(String chat, String attachmentIds) {
    return ask(
        """
        mutation { createChatMessage(chatId: "%s", content: "Look", attachmentIds: %s) {
          chatMessage { id message { id attachments { id file name contentType size
            message { content } } } } } }
        """
            .formatted(chat, attachmentIds));
  }

  /// Sends one file.
  ///
  /// @return the id of the sender's copy of the message
  String sends(String chat, String attachment) {
    JsonNode answer = sending(chat, "[\"" + attachment + "\"]");
    if (answer.has("errors")) {
      throw new AssertionError(answer);
    }
    return answer.at("/data/createChatMessage/chatMessage/id").asText();
  }

  /// What came back, its body as bytes.
  record Got(int status, HttpResponse<byte[]> response) {

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return TestClient.json(text());
    }

    String at(String pointer) {
      return json().at(pointer).asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /// Uploads a file that must be taken.
  ///
  /// @return its id
  String uploads(String name, String type, byte[] bytes) {
    Got got = posts(form(part("file", name, type, bytes)));
    if (got.status() != 201) {
      throw new AssertionError(got.text());
    }
    return got.at("/id");
  }

  static byte[] part(String field, String name, String type, byte[] bytes) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, field, name, type);
    return joined(
        head.getBytes(StandardCharsets.UTF_8), bytes, "\r\n".getBytes(StandardCharsets.UTF_8));
  }

  static byte[] form(byte[]... parts) {
    return joined(joined(parts), ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  /// Posts this very form.
  Got posts(byte[] form) {
    return posts(BodyPublishers.ofByteArray(form));
  }

  Got posts(BodyPublisher form) {
    return send(
        "POST",
        "/attachments",
        form,
        Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
  }

  Got gets(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  Got send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path)).method(method, body);
    request.header("Authorization", "JWT " + token);
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      return new Got(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String token() {
    return token;
  }
}
