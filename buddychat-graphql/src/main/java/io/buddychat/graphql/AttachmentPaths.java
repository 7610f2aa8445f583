package io.buddychat.graphql;

import io.buddychat.domain.attachment.AttachmentId;
import java.util.Optional;

/// Where attachments are uploaded and downloaded, beside GraphQL, and the ids they have there: the
/// same as in GraphQL.
public final class AttachmentPaths {

  /// Where files are posted.
  public static final String UPLOAD = "/attachments";

  private static final String PREFIX = UPLOAD + "/";

  private AttachmentPaths() {}

  /// The id as clients know it.
  public static String id(AttachmentId id) {
    return GlobalId.of(NodeType.ATTACHMENT, id.value());
  }

  /// The path that a file is downloaded from.
  public static String of(AttachmentId id) {
    return PREFIX + id(id);
  }

  /// Whether a path is one that a file might be downloaded from.
  public static boolean isDownload(String path) {
    return path.startsWith(PREFIX);
  }

  /// The attachment that a path names; nothing if it names none.
  public static Optional<AttachmentId> parse(String path) {
    return isDownload(path)
        ? GlobalId.parse(path.substring(PREFIX.length()))
            .filter(id -> id.type() == NodeType.ATTACHMENT)
            .map(id -> new AttachmentId(id.major()))
        : Optional.empty();
  }
}
