package io.buddychat.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// One file of the page, as it is kept and sent: packed by gzip.
///
/// Each of them but the page itself has a name that changes with its contents, so whoever has it
/// never has to ask again.
final class PageFile {

  /// The page itself.
  static final String INDEX = "index.html";

  private static final String FOLDER = "graphiql/";
  private static final int TAG_BYTES = 16;

  private final String name;
  private final byte[] packed;
  private final String tag;

  private PageFile(String name, byte[] packed) {
    this.name = name;
    this.packed = packed;
    this.tag = hash(packed);
  }

  /// All files there are, by their names.
  static Map<String, PageFile> all() {
    return new String(read("files.txt"), StandardCharsets.UTF_8)
        .lines()
        .map(name -> new PageFile(name, read(name + ".gz")))
        .collect(Collectors.toUnmodifiableMap(file -> file.name, file -> file));
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + FOLDER + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isIndex() {
    return name.equals(INDEX);
  }

  /// Its media type.
  String type() {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "ttf" -> "font/ttf";
      case "txt" -> "text/plain; charset=utf-8";
      default -> throw new IllegalStateException("of no known type: " + name);
    };
  }

  /// Names its contents, as `ETag` has it.
  ///
  /// @param zipped whether it is sent as it is kept
  String tag(boolean zipped) {
    return "\"%s%s\"".formatted(tag, zipped ? "-gzip" : "");
  }

  /// How many bytes are sent. That of the unpacked file is what gzip writes last.
  long length(boolean zipped) {
    return zipped
        ? packed.length
        : Integer.toUnsignedLong(
            ByteBuffer.wrap(packed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(packed.length - Integer.BYTES));
  }

  /// Sends it, and closes where it was sent to.
  void write(boolean zipped, OutputStream to) throws IOException {
    InputStream kept = new ByteArrayInputStream(packed);
    try (InputStream in = zipped ? kept : new GZIPInputStream(kept);
        to) {
      in.transferTo(to);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
