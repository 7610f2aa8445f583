package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens to H2's file while others are connected.
class H2UpkeepTest {

  private static final int CONNECTIONS = 10;

  @TempDir Path folder;

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(H2Url.completed("jdbc:h2:file:" + folder.resolve("rooms")));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setAllowPoolSuspension(true);
    return new HikariDataSource(config);
  }

  private static void inEach(HikariDataSource pool, String sql) throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(pool.getConnection());
        try (Statement statement = all.get(i).createStatement()) {
          statement.execute(sql);
        }
      }
    } finally {
      for (Connection each : all) {
        each.close();
      }
    }
  }

  @Test
  void whenItSaysThatTheFileIsNewItIs() throws SQLException {
    try (HikariDataSource pool = pool();
        H2Sync sync = new H2Sync(pool)) {
      H2Upkeep upkeep = new H2Upkeep(pool, sync, Turns.oneAtATime(), /* least= */ 1);
      inEach(
          pool,
          "create table if not exists line (id bigint generated always as identity primary key, text varchar)");
      for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 20; i++) {
          inEach(pool, "insert into line (text) select 'x' from system_range(1, 20)");
        }
        sync.run();
        long before = sync.size();
        boolean done;
        do {
          done = upkeep.rewriteInMyTurn();
        } while (!done);
        assertThat(sync.size()).as("round %d", round).isLessThan(before * 3 / 4);
      }
    }
  }

  @Test
  void aFileThatCouldNotBeWrittenAnewIsTriedAgainSoon() throws Exception {
    try (HikariDataSource pool = pool();
        H2Sync sync = new H2Sync(pool)) {
      long least = 1600;
      H2Upkeep upkeep = new H2Upkeep(pool, sync, Turns.oneAtATime(), least);
      inEach(pool, "create table if not exists line (text varchar)");
      inEach(pool, "insert into line select 'x' from system_range(1, 1000)");
      sync.run();
      Path inTheWay = folder.resolve("rooms.mv.db.tempFile");
      Files.createDirectories(inTheWay.resolve("full"));
      while (!upkeep.rewriteInMyTurn()) {
        Thread.onSpinWait();
      }
      assertThat(upkeep.bound()).isEqualTo(sync.size() + least / 16);
      Files.delete(inTheWay.resolve("full"));
      // H2 removes what is left of it by itself, if it opens the file in between.
      Files.deleteIfExists(inTheWay);
      inEach(pool, "insert into line select 'x' from system_range(1, 1000)");
      sync.run();
      while (!upkeep.rewriteInMyTurn()) {
        Thread.onSpinWait();
      }
      assertThat(upkeep.bound()).isEqualTo(4 * sync.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/data/rooms, /data/rooms",
    "nio:/data/rooms, /data/rooms",
    "split:30:nio:/data/rooms, /data/rooms",
    "C:/data/rooms, C:/data/rooms",
    "nio:C:/data/rooms, C:/data/rooms"
  })
  void aFilesPathIsWhatIsLeftOfItsAddress(String address, String path) {
    assertThat(H2Sync.path(address)).isEqualTo(path);
  }
}
