package io.buddychat.server;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses that begin alike, such as `10.0.0.0/8`; a single one is a block too.
///
/// @param bits how many of its first bits an address must share
record AddressBlock(InetAddress first, int bits) {

  /// Reads an address, or a block by CIDR. Names are none: they would have to be looked up.
  static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    return address(slash < 0 ? text : text.substring(0, slash))
        .flatMap(
            first -> {
              int most = first.getAddress().length * Byte.SIZE;
              if (slash < 0) {
                return Optional.of(new AddressBlock(first, most));
              }
              String bits = text.substring(slash + 1);
              return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= most
                  ? Optional.of(new AddressBlock(first, Integer.parseInt(bits)))
                  : Optional.empty();
            });
  }

  /// Reads an address as it is written in numbers.
  static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean holds(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int at = bit / Byte.SIZE;
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((ours[at] & mask) != (theirs[at] & mask)) {
        return false;
      }
    }
    return true;
  }
}
