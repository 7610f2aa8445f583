package io.buddychat.server;

import io.buddychat.graphql.Meter;
import io.buddychat.persistence.JdbiStore;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What this server has done and holds, as numbers for those who watch over it.
///
/// Counting costs an addition, without a lock; whatever can be looked up is looked up only when
/// somebody asks. All names and labels are words of ours or of the schema, so that there are never
/// more of them than we know, whatever clients send.
final class Metrics implements Meter {

  private static final double NANOS = 1e9;
  private static final int STATUSES = 600;

  private final Map<Operation, LongAdder> operations = new ConcurrentHashMap<>();
  private final Map<String, Histogram> fields = new ConcurrentHashMap<>();
  private final LongAdder running = new LongAdder();
  private final LongAdder subscriptions = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder uploaded = new LongAdder();
  private final LongAdder[] answers = new LongAdder[STATUSES];

  /// Each with its subprotocol.
  private final Map<OutboundQueue, String> sockets = new ConcurrentHashMap<>();

  private final Turnstile turnstile;
  private final Supplier<Optional<JdbiStore.Connections>> connections;
  private final Supplier<Optional<JdbiStore.PeersNow>> peers;

  /// @param turnstile through which requests come in
  /// @param connections tells how the database is used, if it has connections
  /// @param peers tells how other nodes are heard, if there can be any
  Metrics(
      Turnstile turnstile,
      Supplier<Optional<JdbiStore.Connections>> connections,
      Supplier<Optional<JdbiStore.PeersNow>> peers) {
    this.turnstile = turnstile;
    this.connections = connections;
    this.peers = peers;
    for (int i = 0; i < STATUSES; i++) {
      answers[i] = new LongAdder();
    }
  }

  private record Operation(String kind, String code) {}

  @Override
  public void began() {
    running.increment();
  }

  @Override
  public void ended(String kind, String code) {
    running.decrement();
    operations.computeIfAbsent(new Operation(kind, code), _ -> new LongAdder()).increment();
  }

  @Override
  public void resolved(String field, long nanos) {
    fields.computeIfAbsent(field, _ -> new Histogram()).add(nanos / NANOS);
  }

  @Override
  public void streamOpened() {
    subscriptions.increment();
  }

  @Override
  public void streamClosed() {
    subscriptions.decrement();
  }

  @Override
  public void eventSent() {
    events.increment();
  }

  /// An HTTP request has been answered.
  void answered(int status) {
    if (status >= 0 && status < STATUSES) {
      answers[status].increment();
    }
  }

  void socketOpened(OutboundQueue queue, String subprotocol) {
    sockets.put(queue, subprotocol);
  }

  void socketClosed(OutboundQueue queue) {
    sockets.remove(queue);
  }

  /// A file has been taken in.
  void uploaded(long bytes) {
    uploaded.add(bytes);
  }

  /// All of it in the text form of Prometheus, version 0.0.4.
  String text() {
    PrometheusText text = new PrometheusText();
    requests(text);
    network(text);
    connections.get().ifPresent(now -> database(text, now));
    peers.get().ifPresent(now -> peers(text, now));
    machine(text);
    return text.toString();
  }

  private void requests(PrometheusText text) {
    text.counter("buddychat_operations_total", "GraphQL requests, by kind and outcome.");
    operations.forEach(
        (operation, count) ->
            text.sample(count.sum(), Map.of("kind", operation.kind(), "code", operation.code())));
    text.counter("buddychat_rate_limited_total", "GraphQL requests over the rate limit.")
        .sample(
            operations.entrySet().stream()
                .filter(entry -> entry.getKey().code().equals("RATE_LIMITED"))
                .mapToLong(entry -> entry.getValue().sum())
                .sum());
    text.gauge("buddychat_operations_running", "GraphQL requests that run now.")
        .sample(running.sum());
    text.gauge("buddychat_requests", "Requests that are in the house, by what they do.");
    text.sample(turnstile.atWork(), Map.of("state", "running"));
    text.sample(turnstile.waiting(), Map.of("state", "waiting"));
    text.counter("buddychat_turned_away_total", "Requests that were refused for too many at once.")
        .sample(turnstile.turnedAway());
    text.gauge("buddychat_subscriptions", "Subscriptions that are open now.")
        .sample(subscriptions.sum());
    text.counter("buddychat_events_sent_total", "Events given to subscribers.")
        .sample(events.sum());
    text.histogram("buddychat_field_seconds", "How long the fields of the root types take.");
    fields.forEach((field, histogram) -> histogram.write(text, "field", field));
  }

  private void network(PrometheusText text) {
    text.counter("buddychat_http_answers_total", "HTTP answers, by status.");
    for (int status = 0; status < STATUSES; status++) {
      long count = answers[status].sum();
      if (count > 0) {
        text.sample(count, Map.of("status", String.valueOf(status)));
      }
    }
    text.gauge("buddychat_sockets", "WebSockets that are open now, by subprotocol.");
    sockets.values().stream()
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
        .forEach((name, count) -> text.sample(count, Map.of("subprotocol", name)));
    text.gauge("buddychat_socket_frames_waiting", "Frames that wait to be written to sockets.")
        .sample(sockets.keySet().stream().mapToLong(OutboundQueue::depth).sum());
    text.gauge("buddychat_socket_frames_waiting_most", "The most that wait for one socket.")
        .sample(
            sockets.keySet().stream()
                .map(OutboundQueue::depth)
                .max(Comparator.naturalOrder())
                .orElse(0));
    text.counter("buddychat_attachment_bytes_total", "Bytes of the files that were uploaded.")
        .sample(uploaded.sum());
  }

  private static void database(PrometheusText text, JdbiStore.Connections now) {
    text.gauge("buddychat_database_connections", "Connections to the database, by state.");
    text.sample(now.active(), Map.of("state", "active"));
    text.sample(now.idle(), Map.of("state", "idle"));
    text.gauge("buddychat_database_waiting", "Threads that wait for a connection.")
        .sample(now.waiting());
  }

  private static void peers(PrometheusText text, JdbiStore.PeersNow now) {
    text.gauge("buddychat_peers", "Other nodes on the same database that are heard.")
        .sample(now.others());
    text.gauge("buddychat_peers_connected", "Whether other nodes can be heard: 1 or 0.")
        .sample(now.connected() ? 1 : 0);
    text.counter("buddychat_peer_notifications_total", "Notifications among nodes, by direction.");
    text.sample(now.said(), Map.of("direction", "sent"));
    text.sample(now.heard(), Map.of("direction", "received"));
    text.counter(
            "buddychat_peer_line_lost_total",
            "How often the line to the other nodes was lost, or could not be had.")
        .sample(now.lost());
  }

  private static void machine(PrometheusText text) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    text.gauge("jvm_memory_heap_bytes", "The heap, by what is meant.");
    text.sample(heap.getUsed(), Map.of("area", "used"));
    text.sample(heap.getCommitted(), Map.of("area", "committed"));
    text.sample(heap.getMax(), Map.of("area", "max"));
    text.gauge("jvm_threads", "Platform threads.")
        .sample(ManagementFactory.getThreadMXBean().getThreadCount());
    text.counter("jvm_gc_collections_total", "Garbage collections, by collector.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.sample(gc.getCollectionCount(), Map.of("gc", gc.getName()));
    }
    text.counter("jvm_gc_seconds_total", "Time spent on garbage collections, by collector.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.sample(gc.getCollectionTime() / 1e3, Map.of("gc", gc.getName()));
    }
    text.gauge("process_uptime_seconds", "Since the process began.")
        .sample(ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }
}
