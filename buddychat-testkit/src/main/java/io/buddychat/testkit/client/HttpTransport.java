package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// HTTP for what is asked, WebSocket for what is followed, both by the JDK.
final class HttpTransport extends Transport {

  /// All clients of a program share it: its threads are daemons and few, and end with the program.
  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final URI server;

  HttpTransport(URI server) {
    this.server = server;
  }

  @Override
  JsonNode ask(JsonNode request, Optional<String> token) {
    HttpResponse<byte[]> response =
        send(
            HttpRequest.newBuilder(server)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString())),
            token);
    return json(response)
        .filter(answer -> answer.has("data") || answer.has("errors"))
        .orElseThrow(() -> noAnswer(response));
  }

  @Override
  void signedIn(String token) {
    // Each request shows its token.
  }

  @Override
  Sockets sockets() {
    return Sockets.to(server);
  }

  @Override
  JsonNode upload(String name, String contentType, byte[] content, Optional<String> token) {
    String boundary = UUID.randomUUID().toString();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, quoted(name), contentType);
    HttpResponse<byte[]> response =
        send(
            HttpRequest.newBuilder(server.resolve("/attachments"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(
                    BodyPublishers.ofByteArrays(
                        List.of(
                            head.getBytes(StandardCharsets.UTF_8),
                            content,
                            ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8)))),
            token);
    if (response.statusCode() != CREATED) {
      throw refused(response);
    }
    return json(response).orElseThrow(() -> noAnswer(response));
  }

  /// As browsers write it.
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  @Override
  byte[] download(String path, Optional<String> token) {
    URI file = server.resolve(path);
    if (!Objects.equals(file.getAuthority(), server.getAuthority())) {
      throw new IllegalArgumentException("not on this server, which alone is shown the token");
    }
    HttpResponse<byte[]> response = send(HttpRequest.newBuilder(file), token);
    if (response.statusCode() != OK) {
      throw refused(response);
    }
    return response.body();
  }

  @Override
  void close() {
    // No connection is this client's own.
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request, Optional<String> token) {
    token.ifPresent(text -> request.header("Authorization", "JWT " + text));
    try {
      return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// What was asked may be done or not.
  static UncheckedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new UncheckedIOException(
        new InterruptedIOException("interrupted while the server answers"));
  }

  private static Optional<JsonNode> json(HttpResponse<byte[]> response) {
    return Json.read(new String(response.body(), StandardCharsets.UTF_8))
        .filter(JsonNode::isObject);
  }

  private static RuntimeException refused(HttpResponse<byte[]> response) {
    return json(response)
        .filter(answer -> answer.has("errors"))
        .<RuntimeException>map(
            answer -> RefusedException.of(answer.get("errors"), answer.path("data")))
        .orElseGet(() -> noAnswer(response));
  }

  /// Something in between has answered, or this is no BuddyChat.
  private static UncheckedIOException noAnswer(HttpResponse<byte[]> response) {
    return new UncheckedIOException(
        new IOException(response.uri() + " answered with HTTP status " + response.statusCode()));
  }

  /// The header `Retry-After`, when it is in seconds.
  static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Long::parseLong)
        .map(Duration::ofSeconds);
  }
}
