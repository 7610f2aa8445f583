package io.buddychat.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// One file of a page, as it is held and sent: packed by gzip.
///
/// The files of a page lie in a folder of the jar, packed or not, and `files.txt` beside them tells
/// their names.
final class PageFile {

  /// The page itself.
  static final String INDEX = "index.html";

  private static final Pattern HASHED = Pattern.compile(".*-[0-9A-Za-z]{8}\\..*");
  private static final int TAG_BYTES = 16;

  private final String name;
  private final byte[] packed;
  private final String tag;

  private PageFile(String name, byte[] packed) {
    this.name = name;
    this.packed = packed;
    this.tag = hash(packed);
  }

  /// All files of a page, by their names.
  ///
  /// @param folder where they are in the jar
  static Map<String, PageFile> all(String folder) {
    return new String(read(folder, "files.txt"), StandardCharsets.UTF_8)
        .lines()
        .map(name -> new PageFile(name, packed(folder, name)))
        .collect(Collectors.toUnmodifiableMap(file -> file.name, file -> file));
  }

  private static byte[] packed(String folder, String name) {
    return find(folder, name + ".gz").orElseGet(() -> pack(read(folder, name)));
  }

  private static byte[] pack(byte[] file) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] read(String folder, String name) {
    return find(folder, name)
        .orElseThrow(
            () -> new IllegalStateException("the jar has no %s/%s".formatted(folder, name)));
  }

  private static Optional<byte[]> find(String folder, String name) {
    try (InputStream in = PageFile.class.getResourceAsStream(folder + "/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isIndex() {
    return name.equals(INDEX);
  }

  /// Whether its name changes with its contents: then whoever has it never has to ask again.
  boolean isLasting() {
    return HASHED.matcher(name).matches();
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
