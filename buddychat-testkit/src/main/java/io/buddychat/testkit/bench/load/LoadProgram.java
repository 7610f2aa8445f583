package io.buddychat.testkit.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// The process of the load, told what to do by [LoadClient]: its argument is the file with the
/// [Plan]. It says `ready` once all listen, then answers each line `<milliseconds> <messages a
/// second> <lane>,<lane>…` with a [Slice] as a line of JSON. It ends with its input.
final class LoadProgram {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LoadProgram() {}

  public static void main(String[] arguments) throws IOException {
    Crowd crowd = Crowd.open(JSON.readValue(Path.of(arguments[0]).toFile(), Plan.class));
    BlockingQueue<Optional<String>> orders = new LinkedBlockingQueue<>();
    Thread listener = new Thread(() -> listen(orders, crowd), "orders");
    listener.setDaemon(true);
    listener.start();
    System.out.println("ready");
    while (true) {
      Optional<String> order = orders.isEmpty() ? Optional.of("") : orders.remove();
      if (order.isEmpty()) {
        return;
      }
      if (order.get().isEmpty()) {
        crowd.idle();
      } else {
        String[] words = order.get().split(" ", -1);
        Slice slice =
            crowd.slice(
                Long.parseLong(words[0]) * 1_000_000, Long.parseLong(words[1]), lanes(words[2]));
        System.out.println(JSON.writeValueAsString(slice));
      }
    }
  }

  private static void listen(BlockingQueue<Optional<String>> orders, Crowd crowd) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        orders.add(Optional.of(line));
        crowd.wakeUp();
      }
    } catch (IOException e) {
      // As good as its end.
    }
    orders.add(Optional.empty());
    crowd.wakeUp();
  }

  private static Set<Integer> lanes(String numbers) {
    return Arrays.stream(numbers.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
  }
}
