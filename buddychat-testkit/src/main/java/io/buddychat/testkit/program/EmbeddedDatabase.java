package io.buddychat.testkit.program;

import java.util.Map;

/// H2 within the server, in its data folder: lives and dies with it.
final class EmbeddedDatabase implements ServerDatabase {

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public boolean isItsOwnProcess() {
    return false;
  }

  @Override
  public void kill() {}

  @Override
  public void restart() {}

  @Override
  public void close() {}
}
