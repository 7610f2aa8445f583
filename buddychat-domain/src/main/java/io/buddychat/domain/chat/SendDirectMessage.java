package io.buddychat.domain.chat;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Announcing;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Commands;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.util.List;
import java.util.Optional;

/// Sends a message to a person, in the chat with them, which begins with the message when there is
/// none.
///
/// Where there is a chat, this is [SendMessage] and shares transactions as it does. Where there is
/// none, chat and message come in one transaction: what is refused leaves no empty chat behind.
public final class SendDirectMessage {

  private final Mailboxes mailboxes;
  private final OpenChat openChat;
  private final Commands commands;
  private final Announcing announcing;

  public SendDirectMessage(
      Mailboxes mailboxes, OpenChat openChat, Commands commands, Announcing announcing) {
    this.mailboxes = mailboxes;
    this.openChat = openChat;
    this.commands = commands;
    this.announcing = announcing;
  }

  /// A message without an address.
  ///
  /// @param clientMessageId as in [SendMessage], unique for the sender in the chat it goes to
  public record Draft(
      String content, Optional<String> clientMessageId, List<AttachmentId> attachments) {

    SendMessage to(Viewer viewer, CopyId chat) {
      return new SendMessage(viewer, Family.CHAT, chat, content, clientMessageId, attachments);
    }
  }

  /// Sends it. To oneself it is a note in the chat with oneself.
  public SendMessage.Sent to(Viewer viewer, UserId recipient, Draft draft) {
    return Optional.ofNullable(
            mailboxes.chatsWith(viewer.user(), List.of(recipient)).get(recipient))
        .map(chat -> commands.handle(draft.to(viewer, chat.copy().id())))
        .orElseGet(() -> begin(viewer, recipient, draft));
  }

  private SendMessage.Sent begin(Viewer viewer, UserId recipient, Draft draft) {
    return announcing
        .execute(
            () -> {
              Command.Decision<OpenChat.Opened> opened = openChat.within(viewer, recipient);
              Command.Decision<SendMessage.Sent> sent =
                  commands.within(draft.to(viewer, opened.answer().mine()));
              return new Command.Decision<>(
                  Changes.merged(List.of(opened.changes(), sent.changes())), sent.answer());
            })
        .answer();
  }
}
