package io.buddychat.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoginTest {

  @Test
  void addsUserAndPasswordToTheAddress() {
    assertThat(Login.of("jdbc:postgresql://db:5432/test", "ann", "a&b c").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db:5432/test?user=ann&password=a%26b+c");
  }

  @Test
  void keepsTheParametersOfTheAddress() {
    assertThat(Login.of("jdbc:postgresql://db/test?ssl=true", "ann", "").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/test?ssl=true&user=ann");
    assertThat(Login.of("jdbc:postgresql://db/test?user=ann", "", "").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/test?user=ann");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> Login.of("postgresql://db/test", "", ""))
        .hasMessageContaining("jdbc:postgresql://host:port/database");
  }
}
