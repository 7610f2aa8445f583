package io.buddychat.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real browser with one page open, spoken to by its DevTools protocol.
final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final long PATIENCE_SECONDS = 90;
  private static final long PAUSE_MILLIS = 50;

  private final Path folder;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<URI> requests = new CopyOnWriteArrayList<>();

  private Chromium(Path program) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("chromium");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,800",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page(), new Ear()).join();
    for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
      call(domain + ".enable", Map.of());
    }
  }

  /// Where the browser is, if this machine has one.
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path program) throws IOException, InterruptedException {
    return new Chromium(program);
  }

  /// The address by which the first page is spoken to.
  private URI page() throws IOException, InterruptedException {
    Path file = folder.resolve("DevToolsActivePort");
    List<String> lines = List.of();
    while (lines.size() < 2) {
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
      Thread.sleep(PAUSE_MILLIS);
      lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
    URI list = URI.create("http://127.0.0.1:" + lines.getFirst() + "/json/list");
    while (true) {
      String targets =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
              .body();
      for (JsonNode target : TestClient.json(targets)) {
        if (target.at("/type").asText().equals("page")) {
          return URI.create(target.at("/webSocketDebuggerUrl").asText());
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /// Sends a command of the protocol, and waits for what it gives.
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String text = TestClient.text(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    JsonNode result = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result);
    }
    return result.at("/result");
  }

  void open(URI uri) {
    call("Page.navigate", Map.of("url", uri.toString()));
  }

  /// Makes the window as wide and as high as this, in pixels.
  void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// What a piece of script gives, as text.
  String run(String script) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(script + "\n" + result);
    }
    return result.at("/result/value").asText();
  }

  /// Runs a script again and again, until it gives `true`.
  void await(String what, String script) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!run(script).equals("true")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "waited in vain for %s; %s; the page says:%n%s"
                .formatted(what, complaints, run("document.body.innerText")));
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /// Keeps what is to be seen at the moment, at two widths, where a person can look at it.
  void picture(String name) throws IOException {
    Path pictures = Files.createDirectories(Path.of("target/pictures"));
    for (int width : new int[] {1280, 420}) {
      call(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
      String image = call("Page.captureScreenshot", Map.of()).at("/data").asText();
      Files.write(
          pictures.resolve("%s-%d.png".formatted(name, width)), Base64.getDecoder().decode(image));
    }
    call("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /// Errors on the console, exceptions, and what the page was not allowed to do.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Everything the page asked for.
  List<URI> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(10))) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // A helper of the browser may still be writing; the folder is a temporary one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      Optional.ofNullable(answers.remove(message.at("/id").asInt()))
          .ifPresent(answer -> answer.complete(message));
      return;
    }
    JsonNode what = message.at("/params");
    switch (message.at("/method").asText()) {
      case "Runtime.exceptionThrown" -> complaints.add(what.at("/exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (what.at("/type").asText().equals("error")) {
          complaints.add(what.at("/args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (what.at("/entry/level").asText().equals("error")) {
          complaints.add(what.at("/entry").toString());
        }
      }
      case "Network.requestWillBeSent" ->
          requests.add(URI.create(what.at("/request/url").asText()));
      case "Network.webSocketCreated" -> requests.add(URI.create(what.at("/url").asText()));
      default -> {}
    }
  }

  /// Puts the parts of messages together.
  private final class Ear implements WebSocket.Listener {

    private final List<CharSequence> parts = new ArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.add(data.toString());
      if (last) {
        heard(TestClient.json(String.join("", parts)));
        parts.clear();
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
