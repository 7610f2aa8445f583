package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private static Settings with(Map<String, String> environment) {
    return Settings.of(environment, Optional.empty());
  }

  @Test
  void withoutAnyTheDefaultsAreThoseOfTheContract() {
    Settings settings = with(Map.of());
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.database()).isEmpty();
    assertThat(settings.dataFolder()).isEqualTo(Path.of("./data"));
    assertThat(settings.jwtSecret()).isEmpty();
    assertThat(settings.accessTokenTtl()).isEqualTo(Duration.ofMinutes(50));
    assertThat(settings.refreshTokenTtl()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.corsOrigins()).isEmpty();
    assertThat(settings.sockets().initTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.sockets().pingInterval()).isEqualTo(Duration.ofSeconds(12));
    assertThat(settings.sockets().maxOperations()).isEqualTo(100);
    assertThat(settings.sockets().olderProtocol()).isTrue();
    assertThat(settings.sockets().strictOrder()).isFalse();
    assertThat(settings.sockets().olderConfirmation()).isEmpty();
    assertThat(settings.connectionIds()).isFalse();
    assertThat(settings.endpoint().path()).isEqualTo("/graphql");
    assertThat(settings.peers()).isTrue();
    assertThat(settings.maxSocketMessage()).isEqualTo(1 << 20);
    assertThat(settings.socketBounds()).isEqualTo(new SocketBounds(10_000, 32, 256));
    assertThat(settings.attachmentSize()).isEqualTo(10 << 20);
    assertThat(settings.retention()).isEqualTo(Duration.ofDays(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BUDDYCHAT_PORT|http",
        "BUDDYCHAT_PORT|-1",
        "BUDDYCHAT_METRICS|yes",
        "BUDDYCHAT_LOG_FORMAT|xml",
        "BUDDYCHAT_STOP_DELAY|PT10M",
        "BUDDYCHAT_STOP_TIME|5",
        "BUDDYCHAT_PORT|65536",
        "BUDDYCHAT_HOST|two words",
        "BUDDYCHAT_ATTACHMENT_SIZE|0",
        "BUDDYCHAT_ATTACHMENT_SIZE|10M",
        "BUDDYCHAT_DB_URL|mysql://db",
        "BUDDYCHAT_DATA_DIR|./data;INIT=x",
        "BUDDYCHAT_JWT_SECRET|short",
        "BUDDYCHAT_ACCESS_TOKEN_TTL|50m",
        "BUDDYCHAT_ACCESS_TOKEN_TTL|PT0S",
        "BUDDYCHAT_ACCESS_TOKEN_TTL|-PT5M",
        "BUDDYCHAT_REFRESH_TOKEN_TTL|a week",
        "BUDDYCHAT_REFRESH_TOKEN_TTL|PT1M",
        "BUDDYCHAT_REFRESH_TOKEN_TTL|P366D",
        "BUDDYCHAT_RATE_LIMIT|-5",
        "BUDDYCHAT_REQUESTS_AT_ONCE|0",
        "BUDDYCHAT_REQUESTS_WAITING|-1",
        "BUDDYCHAT_REQUESTS_LONGEST_WAIT|500",
        "BUDDYCHAT_QUERY_CHARACTERS|99",
        "BUDDYCHAT_QUERY_TOKENS|many",
        "BUDDYCHAT_QUERY_DEPTH|0",
        "BUDDYCHAT_QUERY_ALIASES|-1",
        "BUDDYCHAT_QUERY_ROOT_FIELDS|0",
        "BUDDYCHAT_QUERY_DIRECTIVES|-1",
        "BUDDYCHAT_QUERY_FRAGMENTS|x",
        "BUDDYCHAT_QUERY_COST|9",
        "BUDDYCHAT_QUERY_VALUES|9",
        "BUDDYCHAT_QUERY_ERRORS|101",
        "BUDDYCHAT_QUERY_TIMEOUT|PT0S",
        "BUDDYCHAT_INTROSPECTION|on",
        "BUDDYCHAT_PERSISTED_QUERIES|1",
        "BUDDYCHAT_TRUSTED_ONLY|yes",
        "BUDDYCHAT_TRUSTED_ONLY|true",
        "BUDDYCHAT_CORS_ORIGINS|https://chat.example/page",
        "BUDDYCHAT_CORS_ORIGINS|chat.example",
        "BUDDYCHAT_TRUSTED_PROXIES|proxy.example",
        "BUDDYCHAT_TRUSTED_PROXIES|10.0.0.0/33",
        "BUDDYCHAT_TRUSTED_PROXIES|10.0.0.1 10.0.0.2",
        "BUDDYCHAT_RETENTION|a month",
        "BUDDYCHAT_RETENTION|-P1D",
        "BUDDYCHAT_RETENTION|P30",
        "BUDDYCHAT_WS_INIT_TIMEOUT|soon",
        "BUDDYCHAT_WS_PING_INTERVAL|PT1M",
        "BUDDYCHAT_WS_MAX_OPERATIONS|0",
        "BUDDYCHAT_WS_MAX_MESSAGE|12",
        "BUDDYCHAT_WS_OLDER_PROTOCOL|maybe",
        "BUDDYCHAT_WS_STRICT_ORDER|1",
        "BUDDYCHAT_WS_CONNECTION_ID|no",
        "BUDDYCHAT_WS_OLDER_CONFIRMATION|[]",
        "BUDDYCHAT_WS_OLDER_CONFIRMATION|{data:null}",
        "BUDDYCHAT_PEERS|2",
        "BUDDYCHAT_PATH|graphql",
        "BUDDYCHAT_PATH|/",
        "BUDDYCHAT_PATH|/chat/",
        "BUDDYCHAT_PATH|/../chat",
        "BUDDYCHAT_PATH|/chat?x",
        "BUDDYCHAT_PATH|/healthz",
        "BUDDYCHAT_PATH|/readyz",
        "BUDDYCHAT_PATH|/metrics",
        "BUDDYCHAT_PATH|/schema.graphqls",
        "BUDDYCHAT_PATH|/attachments",
        "BUDDYCHAT_WS_MAX_SOCKETS|0",
        "BUDDYCHAT_WS_USER_SOCKETS|many",
        "BUDDYCHAT_WS_ADDRESS_SOCKETS|-1",
      })
  void aWrongValueIsRefusedInOneLineThatNamesTheSetting(String key, String value) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void proxiesAreAddressesAndBlocks() {
    assertThat(with(Map.of("BUDDYCHAT_TRUSTED_PROXIES", "10.0.0.0/8, ::1")).trustedProxies())
        .extracting(AddressBlock::bits)
        .containsExactly(8, 128);
    assertThat(with(Map.of()).trustedProxies()).isEmpty();
  }

  @Test
  void aRetentionOfNothingIsForEver() {
    assertThat(with(Map.of("BUDDYCHAT_RETENTION", "PT0S")).retention()).isZero();
  }

  @Test
  void aWrongSecretIsNotRepeated() {
    assertThatThrownBy(() -> with(Map.of("BUDDYCHAT_JWT_SECRET", "too-short")))
        .hasMessageNotContaining("too-short");
  }

  @Test
  void anEmptyValueIsNoValue() {
    assertThat(with(Map.of("BUDDYCHAT_PORT", "")).port()).isEqualTo(8080);
  }

  @Test
  void aFileHoldsTheSameNames() throws IOException {
    Path file = Files.writeString(folder.resolve("a.properties"), "BUDDYCHAT_PORT=9000\n");
    assertThat(Settings.of(Map.of(), Optional.of(file)).port()).isEqualTo(9000);
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.properties"), "BUDDYCHAT_PORT=9000\n");
    Settings settings = Settings.of(Map.of("BUDDYCHAT_PORT", "9001"), Optional.of(file));
    assertThat(settings.port()).isEqualTo(9001);
  }

  @Test
  void anUnknownNameInTheFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.properties"), "BUDDYCHAT_PROT=9000\n");
    assertThatThrownBy(() -> Settings.of(Map.of(), Optional.of(file)))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageStartingWith("BUDDYCHAT_PROT: ");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> Settings.of(Map.of(), Optional.of(folder.resolve("none"))))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageStartingWith("--config: ");
  }

  @Test
  void noSecretIsShown() {
    Settings settings =
        with(
            Map.of(
                "BUDDYCHAT_JWT_SECRET",
                SECRET,
                "BUDDYCHAT_DB_URL",
                "jdbc:postgresql://db/chat?password=pass-in-url",
                "BUDDYCHAT_DB_USER",
                "chat",
                "BUDDYCHAT_DB_PASSWORD",
                "pass-alone"));
    assertThat(settings + " " + settings.database())
        .doesNotContain(SECRET)
        .doesNotContain("pass-in-url")
        .doesNotContain("pass-alone");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RATE_LIMIT")
  void theHelpNamesEverySettingWithItsDefault(Setting setting) {
    assertThat(Setting.help()).contains(setting.key()).contains(setting.standard());
  }

  @Test
  void whatTheCommandLineDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> CommandLine.of(List.of("--prot", "1")))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageStartingWith("--prot: ");
  }
}
