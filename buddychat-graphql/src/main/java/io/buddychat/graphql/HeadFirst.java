package io.buddychat.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.user.UserId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Answers queries; when one asks for `inboxHead`, that is read before anything else of it.
///
/// Whoever reads their state and the head in one query then knows: what the state does not tell yet
/// comes after that head, wherever in the document the field stands. The other way round an event
/// could fall between the two and be missed.
final class HeadFirst extends AsyncExecutionStrategy {

  private final BuddyChat chat;

  HeadFirst(BuddyChat chat, DataFetcherExceptionHandler errors) {
    super(errors);
    this.chat = chat;
  }

  @Override
  public CompletableFuture<ExecutionResult> execute(
      ExecutionContext execution, ExecutionStrategyParameters parameters) {
    boolean wanted =
        parameters.getFields().getSubFieldsList().stream()
            .anyMatch(field -> field.getName().equals("inboxHead"));
    if (wanted) {
      RequestContext context =
          Objects.requireNonNull(execution.getGraphQLContext().get(RequestContext.class));
      context.connection().caller().viewer().ifPresent(viewer -> read(viewer.user(), context));
    }
    return super.execute(execution, parameters);
  }

  private void read(UserId owner, RequestContext context) {
    context.noteHead(new InboxCursor(owner, chat.readInbox().head(owner)));
  }
}
