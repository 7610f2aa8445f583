package io.buddychat.graphql;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Documents that whoever runs the server knows and vouches for, by their ids.
///
/// They are read and checked against the schema once, at the start. Of the limits only those remain
/// whose measure comes with the request: cost, for page sizes may be variables; the values of
/// variables; the time it takes; and the rate. How long, deep or repetitive they are is nobody's
/// business any more.
public final class TrustedDocuments {

  /// None, and any other document is welcome.
  public static final TrustedDocuments NONE = new TrustedDocuments(Map.of(), false);

  private final Map<String, String> byId;
  private final Set<String> texts;
  private final boolean only;

  private TrustedDocuments(Map<String, String> byId, boolean only) {
    this.byId = Map.copyOf(byId);
    this.texts = Set.copyOf(byId.values());
    this.only = only;
  }

  /// @param byId the documents by their ids, most often their SHA-256 in hexadecimal digits
  /// @param only whether any other document is refused
  public static TrustedDocuments of(Map<String, String> byId, boolean only) {
    return new TrustedDocuments(byId, only);
  }

  boolean only() {
    return only;
  }

  boolean none() {
    return byId.isEmpty();
  }

  Map<String, String> byId() {
    return byId;
  }

  Optional<String> text(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Whether this very text is one of them.
  boolean hold(String text) {
    return texts.contains(text);
  }

  /// One of them is not a document of this API. The message is one line, and names it by its id.
  public static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String line;

    Wrong(String id, String problem) {
      this("the document %s: %s".formatted(id, problem));
    }

    private Wrong(String line) {
      super(line);
      this.line = line;
    }

    /// What is wrong, in one line.
    public String line() {
      return line;
    }
  }
}
