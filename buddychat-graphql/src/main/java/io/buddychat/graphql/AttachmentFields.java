package io.buddychat.graphql;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.graphql.Nodes.AttachmentNode;
import io.buddychat.graphql.Nodes.MessageNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that were sent with messages.
final class AttachmentFields {

  void addTo(Fields fields) {
    fields
        .type("Attachment", AttachmentNode.class)
        .shared("id", (node, call) -> node.id())
        .shared("file", (node, call) -> AttachmentPaths.of(node.attachment().id()))
        .field("message", (node, call) -> message(node, call))
        .shared("name", (node, call) -> node.attachment().name())
        .shared("contentType", (node, call) -> node.attachment().contentType())
        .shared("size", (node, call) -> (int) node.attachment().size());
  }

  /// What is to be sent with a new message.
  static List<AttachmentId> ids(Call call) {
    return call.optionalTexts("attachmentIds").orElse(List.of()).stream()
        .map(id -> new AttachmentId(Call.id(id, NodeType.ATTACHMENT).major()))
        .toList();
  }

  static Object of(MessageId message, Call call) {
    return call.load(Loaders.ATTACHMENTS, message)
        .thenApply(sent -> sent.stream().map(AttachmentNode::new).toList());
  }

  private static @Nullable Object message(AttachmentNode node, Call call) {
    return node.attachment()
        .message()
        .map(
            id ->
                call.load(Loaders.MESSAGES_BY_ID, id)
                    .thenApply(held -> held.map(MessageNode::new).orElse(null)))
        .orElse(null);
  }
}
