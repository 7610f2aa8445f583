package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/9, 10.128.0.0, false",
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "::1, ::1, true",
    "::ffff:10.0.0.1, 10.0.0.1, true"
  })
  void aBlockHoldsWhatBeginsLikeIt(String block, String address, boolean held) {
    assertThat(AddressBlock.parse(block).orElseThrow().holds(InetAddress.ofLiteral(address)))
        .isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "/8"})
  void whatIsNeitherAnAddressNorABlockIsNone(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }
}
