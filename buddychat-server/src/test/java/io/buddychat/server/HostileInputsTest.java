package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.server.HostileInput.Way;
import io.buddychat.testkit.ws.JdkWsClient;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Thousands of inputs that nobody with good intentions sends, against a real server: each gets a
/// clear answer within bounds that tells nothing of the inside, and what is refused changes no row.
/// Some turn out to be legal, such as a message whose text is SQL; they are counted apart.
/// - `-Dbuddychat.hostile=N` takes so many inputs, 2,400 by default
/// - `-Dbuddychat.hostile.seed=S` makes others
/// - `-Dbuddychat.hostile.only=I` sends only that one of them: the way to play a failure again
class HostileInputsTest {

  private static final int COUNT = Integer.getInteger("buddychat.hostile", 2_400);
  private static final long SEED = Long.getLong("buddychat.hostile.seed", 20260101);
  private static final int ONLY = Integer.getInteger("buddychat.hostile.only", -1);
  private static final int FEWEST = 2_000;
  private static final long MOST_GROWTH = 48L << 20;
  private static final int PATIENCE_SECONDS = 30;

  /// Kinds of which none can be legal.
  private static final Set<String> NEVER_TAKEN = Set.of("tokens", "origins");

  /// What is sent behind each frame: its answer tells that the server is done with what came
  /// before.
  private static final String SENTINEL = "sentinel";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Errors errors = new Errors();
  private final Neighbourhood place = new Neighbourhood();
  private final Tables.Content before = place.tables.content();

  @AfterEach
  void stop() {
    place.close();
    http.close();
    errors.detach();
  }

  private List<HostileInput> inputs() {
    Random random = new Random(SEED);
    // The tables written by hand are always there; the generators fill up.
    Set<HostileInput> all = new LinkedHashSet<>(new HostileRequests(place, random).all(COUNT / 16));
    all.addAll(new HostileFrames(place, random).all(COUNT / 32));
    all.addAll(new HostileDocuments(place, random).all(COUNT * 3 / 8, COUNT / 8));
    return List.copyOf(all);
  }

  @Test
  void eachGetsAClearAnswerAndNothingChanges() {
    List<HostileInput> inputs = inputs();
    assertThat(inputs).hasSizeGreaterThanOrEqualTo(Math.min(COUNT, FEWEST));
    assertThat(new HashSet<>(inputs)).as("distinct").hasSameSizeAs(inputs);
    Map<String, int[]> counts = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    long usedEarly = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if (ONLY >= 0 && i != ONLY) {
        continue;
      }
      HostileInput input = inputs.get(i);
      HostileAnswer answer = send(input);
      List<String> wrong = new ArrayList<>(answer.wrong());
      answer
          .texts()
          .forEach(
              text -> place.leaked(text, Asker.OWNER).forEach(leak -> wrong.add("shows " + leak)));
      errors.drain().forEach(line -> wrong.add("logged " + line));
      if (NEVER_TAKEN.contains(input.kind()) && !answer.refused()) {
        wrong.add("was taken");
      }
      if (!place.tables.content().equals(before)) {
        if (answer.refused()) {
          wrong.add("was refused, and changed something");
        }
        place.tables.restore(before);
      }
      counts.computeIfAbsent(input.kind(), kind -> new int[2])[answer.refused() ? 0 : 1]++;
      if (!wrong.isEmpty()) {
        failures.add(
            "%s%n  replay: -Dbuddychat.hostile=%d -Dbuddychat.hostile.seed=%d -Dbuddychat.hostile.only=%d%n  %s %s%n  answered %s"
                .formatted(wrong, COUNT, SEED, i, input.kind(), input.shown(), shown(answer)));
      }
      if (i == inputs.size() / 4) {
        usedEarly = used();
      }
    }
    long grown = used() - usedEarly;
    print(inputs.size(), counts, grown);
    assertThat(failures).isEmpty();
    awaitNoSockets();
    if (ONLY < 0) {
      assertThat(grown).as("bytes that stay in memory").isLessThan(MOST_GROWTH);
      assertThat(counts.values().stream().mapToInt(each -> each[0]).sum())
          .as("refused")
          .isGreaterThanOrEqualTo(Math.min(COUNT, FEWEST) * 3 / 4);
    }
    assertThat(place.ask(Asker.OWNER, "{ me { username } }").at("/data/me/username"))
        .as("afterwards all is well")
        .isEqualTo("alice");
  }

  @Test
  void whereTheRateIsLimitedAFloodIsRefusedAsClearly() {
    try (Neighbourhood limited = new Neighbourhood(Map.of("BUDDYCHAT_RATE_LIMIT", "100"))) {
      Tables.Content calm = limited.tables.content();
      int tooMany = 0;
      for (HostileInput input : new HostileDocuments(limited, new Random(SEED)).all(0, 0)) {
        if (input.kind().equals("ids") && input.way() instanceof Way.Http way) {
          HostileAnswer answer = byHttp(limited, way);
          assertThat(answer.wrong()).as(input.shown()).isEmpty();
          tooMany += answer.texts().getFirst().contains("RATE_LIMITED") ? 1 : 0;
        }
      }
      assertThat(tooMany).as("refused for their rate").isPositive();
      assertThat(limited.tables.content()).isEqualTo(calm);
    }
  }

  private static String shown(HostileAnswer answer) {
    String text = answer.texts().toString();
    return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "... " + text.length();
  }

  private static void print(int size, Map<String, int[]> counts, long grown) {
    StringBuilder lines = new StringBuilder();
    int refused = 0;
    for (var each : counts.entrySet()) {
      refused += each.getValue()[0];
      lines.append(
          "  %-26s %5d refused, %4d legal%n"
              .formatted(each.getKey(), each.getValue()[0], each.getValue()[1]));
    }
    System.out.printf(
        "Hostile inputs: %d, of them %d refused; seed %d; memory %+d kB%n%s",
        size, refused, SEED, grown >> 10, lines);
  }

  /// The bytes in use, when all garbage is gone.
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private void awaitNoSockets() {
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    while (place.server.openSockets() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(place.server.openSockets()).as("sockets that are still open").isZero();
  }

  private HostileAnswer send(HostileInput input) {
    return switch (input.way()) {
      case Way.Http way -> byHttp(place, way);
      case Way.Raw(var text) -> byHand(text);
      case Way.Frames way -> bySocket(way);
      case Way.Binary(var protocol, var bytes) -> {
        try (JdkWsClient socket = connect(protocol)) {
          introduce(socket);
          socket.sendBinary(bytes.array());
          yield listened("", socket, Set.of());
        }
      }
    };
  }

  private HostileAnswer byHttp(Neighbourhood asked, Way.Http way) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(asked.server.uri().resolve(way.path()))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .method(way.method(), BodyPublishers.ofByteArray(way.body().array()));
    asked.authorization(Asker.OWNER).forEach(request::setHeader);
    way.headers().forEach(request::setHeader);
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return HostileAnswer.ofHttp(way.toString(), response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(way.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HostileAnswer byHand(String template) {
    URI uri = place.server.uri();
    String text =
        template
            .replace("@HOST@", uri.getAuthority())
            .replace("@TOKEN@", place.names().get("token"));
    String answer = Raw.whole(uri, text);
    // The server may hang up on what is no HTTP.
    if (answer.isEmpty()) {
      return new HostileAnswer(true, List.of(), List.of());
    }
    int end = answer.indexOf("\r\n\r\n");
    String head = end < 0 ? answer : answer.substring(0, end);
    String body = end < 0 ? "" : answer.substring(end + 4);
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    HostileAnswer judged = HostileAnswer.ofHttp(text, status, body);
    return new HostileAnswer(judged.refused(), List.of(answer), judged.wrong());
  }

  private JdkWsClient connect(String protocol) {
    return JdkWsClient.connect(
        URI.create(place.server.uri().toString().replaceFirst("http", "ws")),
        place.authorization(Asker.OWNER),
        protocol);
  }

  private static void introduce(WsClient socket) {
    socket.send("{\"type\":\"connection_init\"}");
    assertThat(socket.next()).contains("connection_ack");
  }

  private HostileAnswer bySocket(Way.Frames way) {
    try (JdkWsClient socket = connect(way.protocol())) {
      if (way.introduced()) {
        introduce(socket);
      }
      Set<String> waiting = new HashSet<>();
      String start = way.protocol().equals(HostileFrames.NEWER) ? "subscribe" : "start";
      for (String text : way.texts()) {
        socket.send(text);
        operation(text, start).ifPresent(waiting::add);
      }
      socket.send(HostileFrames.operation(start, SENTINEL, "{ __typename }"));
      waiting.add(SENTINEL);
      return listened(way.toString(), socket, waiting);
    }
  }

  /// The id of the operation that a frame begins, if it begins one.
  private static Optional<String> operation(String text, String start) {
    try {
      JsonNode frame = TestClient.json(text);
      return frame != null
              && frame.path("type").asText().equals(start)
              && frame.path("id").isTextual()
          ? Optional.of(frame.path("id").asText())
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /// What comes until each of these operations has answered, or the socket is closed.
  private static HostileAnswer listened(String input, JdkWsClient socket, Set<String> operations) {
    Set<String> waiting = new HashSet<>(operations);
    List<String> messages = new ArrayList<>();
    while (operations.isEmpty() || !waiting.isEmpty()) {
      Optional<String> next = socket.nextWithin(Duration.ofSeconds(PATIENCE_SECONDS));
      if (next.isEmpty()) {
        return socket
            .closing()
            .map(closed -> HostileAnswer.ofSocket(input, messages, closed.code(), closed.reason()))
            .orElseGet(
                () -> new HostileAnswer(false, messages, List.of("no answer for " + waiting)));
      }
      messages.add(next.get());
      waiting.remove(TestClient.json(next.get()).path("id").asText());
    }
    return HostileAnswer.ofSocket(input, messages, 0, "");
  }

  /// What the server itself holds to be an error.
  private static final class Errors extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Errors() {
      start();
      root().addAppender(this);
    }

    private static Logger root() {
      return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
        var thrown = event.getThrowableProxy();
        lines.add(
            event.getFormattedMessage() + (thrown == null ? "" : " " + thrown.getClassName()));
      }
    }

    List<String> drain() {
      List<String> all = new ArrayList<>();
      for (String line = lines.poll(); line != null; line = lines.poll()) {
        all.add(line);
      }
      return all;
    }

    void detach() {
      root().detachAppender(this);
      stop();
    }
  }
}
