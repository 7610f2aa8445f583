package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadAnswerTest {

  /// No name like the first ones can be uploaded; it could do nothing if it were.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "'a\r\nX-Evil: 1' | a__X-Evil: 1 | a%0D%0AX-Evil%3A%201",
        "'a\u0000\u0085b' | a__b | a%00%C2%85b",
        "'a\";b=\"c' | a_;b=_c | a%22%3Bb%3D%22c",
        "'a\\b%41' | a_b_41 | a%5Cb%2541",
        "'\u00FC\uD83D\uDE00' | __ | %C3%BC%F0%9F%98%80",
        "'\u202Egpj.exe' | _gpj.exe | %E2%80%AEgpj.exe"
      })
  void aNameCanNeitherEndItsHeaderNorItsQuotes(String name, String ascii, String encoded) {
    assertThat(DownloadAnswer.disposition(name))
        .isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded);
  }
}
