package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DearCharactersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                                         | 0",
        "{ users(first: 100) { edges { a1 _2 } } }  | 3",
        "[1 22 333]                                 | 6",
        "-1.5e+10                                   | 7",
        "(a: \"123\" b: 4)                          | 1",
        "(a: \"1\\\"2\" b: 4)                       | 1",
        "(a: \"1\\\\\" b: 45)                       | 2",
        "(a: \"\"\"1\\\"\"\"2\"\"\" b: 4)           | 1",
        "(a: \"\"\"1 \" 2\"\"\" b: 4)               | 1",
        "(a: \"\" b: 4)                             | 1",
        "(a: \"123                                  | 0",
        "(a: \"\"\"123                              | 0",
        "(a: \"12\\                                 | 0",
        "\uFEFF1\uFEFF                              | 3",
      })
  void onlyNumbersAndByteOrderMarksAreCounted(String text, int expected) {
    assertThat(DearCharacters.in(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"#12,0", "#12R34,2", "#12N34,2", "1#2N3,2"})
  void commentsEndWithTheirLine(String text, int expected) {
    assertThat(DearCharacters.in(text.replace('R', '\r').replace('N', '\n'))).isEqualTo(expected);
  }
}
