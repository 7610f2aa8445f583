package io.buddychat.testkit.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// As whom the server runs: PostgreSQL refuses to run as root, and containers often are root.
enum RunAs {
  /// As whoever runs the tests.
  OURSELVES("plain"),

  /// In a user namespace, where root counts as nobody. The files stay root's.
  NAMESPACE("unshare"),

  /// As the user `nobody`. Needs no namespace, but root's right to become another, and a data
  /// folder that belongs to `nobody`.
  NOBODY("setpriv");

  private static final String VIA = "buddychat.testkit.postgres.via";

  private final String key;

  RunAs(String key) {
    this.key = key;
  }

  /// The first way that works here.
  ///
  /// @throws IllegalStateException with the reasons, when none does
  static RunAs choose() {
    String wanted = System.getProperty(VIA);
    if (wanted != null) {
      return firstThatWorks(named(wanted));
    }
    return weAreRoot() ? firstThatWorks(NAMESPACE, NOBODY) : firstThatWorks(OURSELVES);
  }

  static boolean weAreRoot() {
    return ProcessHandle.current().info().user().filter("root"::equals).isPresent();
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix());
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /// The program that leaves root and then becomes the one we want, with the same process id.
  ///
  /// The group goes by its number, for its name differs between systems.
  private List<String> prefix() {
    return switch (this) {
      case OURSELVES -> List.of();
      case NAMESPACE -> List.of("unshare", "--user");
      case NOBODY -> List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");
    };
  }

  /// Gives a folder to the user the server runs as.
  void own(Path folder) throws IOException {
    if (this == NOBODY) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
  }

  /// Why it does not work here; empty when it does.
  Optional<String> refusal() {
    if (this == OURSELVES) {
      return weAreRoot() ? Optional.of("PostgreSQL refuses to run as root") : Optional.empty();
    }
    ShortProgram whoAmI = ShortProgram.run(Path.of("/"), command(Path.of("id"), List.of("-un")));
    return whoAmI.succeeded() && !whoAmI.output().equals("root")
        ? Optional.empty()
        : Optional.of("exit " + whoAmI.exitCode() + ", " + whoAmI.output());
  }

  private static RunAs named(String key) {
    return Stream.of(values())
        .filter(way -> way.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    VIA + " is one of " + Arrays.stream(values()).map(way -> way.key).toList()));
  }

  static RunAs firstThatWorks(RunAs... ways) {
    return Stream.of(ways)
        .filter(way -> way.refusal().isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(explain(ways)));
  }

  private static String explain(RunAs... ways) {
    return Stream.of(ways)
        .map(way -> "  " + way.key + ": " + way.refusal().orElse("works now"))
        .collect(
            Collectors.joining(
                "\n",
                "No way to run PostgreSQL here:\n",
                "\nRun the tests as another user than root, or name a server in "
                    + SharedServer.URL
                    + "."));
  }
}
