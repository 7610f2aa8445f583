package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

  @TempDir Path folder;

  private Settings settings() {
    return Settings.of(
        Map.of("BUDDYCHAT_DATA_DIR", folder.resolve("data").toString()), Optional.empty());
  }

  private Path file() {
    return folder.resolve("data").resolve("jwt-secret");
  }

  @Test
  void itIsMadeOnceAndKept() {
    assertThat(Secret.of(settings()).bytes())
        .hasSizeGreaterThanOrEqualTo(32)
        .isEqualTo(Secret.of(settings()).bytes());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    var _ = Secret.of(settings());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aNewFolderIsTheOwnersAlone() throws IOException {
    var _ = Secret.of(settings());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void oneThatOthersMayReadIsShutAtTheNextStart() throws IOException {
    var _ = Secret.of(settings());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    var _ = Secret.of(settings());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingElseStaysInTheFolder() throws IOException {
    var _ = Secret.of(settings());
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void serversThatStartTogetherUseTheSame() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> starts =
          IntStream.range(0, 8)
              .<Callable<String>>mapToObj(
                  _ -> () -> new String(Secret.of(settings()).bytes(), StandardCharsets.UTF_8))
              .toList();
      Set<String> secrets =
          threads.invokeAll(starts).stream().map(Future::resultNow).collect(Collectors.toSet());
      assertThat(secrets).hasSize(1);
    }
  }

  @Test
  void aTornFileIsRefused() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "torn");
    assertThatThrownBy(() -> Secret.of(settings()))
        .isInstanceOf(BuddyChatServer.StartFailed.class)
        .hasMessageStartingWith("BUDDYCHAT_DATA_DIR: ");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() throws IOException {
    Files.writeString(folder.resolve("data"), "a file stands in its place");
    assertThatThrownBy(() -> Secret.of(settings()))
        .isInstanceOf(BuddyChatServer.StartFailed.class)
        .hasMessageStartingWith("BUDDYCHAT_DATA_DIR: ");
  }

  @Test
  void itIsNotShown() {
    assertThat(new Secret("open sesame")).hasToString("Secret[...]");
  }
}
