package io.buddychat.server;

import io.buddychat.graphql.ws.Admission;
import io.buddychat.graphql.ws.Cancellation;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.graphql.ws.WsControl;
import io.buddychat.graphql.ws.WsRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What stands behind one event stream: the same as behind a socket, but for two things. As with
/// all HTTP a bad token refuses nothing as a whole, for the fields that need a good one say so; and
/// while nothing was said yet, the outcome still has a say in the status of the answer.
///
/// @param refused if the operation is not to be run
/// @param outcome told what became of the operation before anything of it is sent
record StreamOperations(
    SocketOperations behind,
    Authentication.Result who,
    Optional<Outcome> refused,
    Consumer<Outcome> outcome)
    implements Operations {

  @Override
  public void opened(WsControl control) {
    behind.opened(control);
  }

  @Override
  public Admission connect(Map<String, @Nullable Object> initPayload) {
    return who instanceof Authentication.Result.Refused ? Admission.accepted() : behind.admit(who);
  }

  @Override
  public Outcome start(WsRequest request, Cancellation cancellation) {
    Outcome what = refused.orElseGet(() -> behind.start(request, cancellation));
    outcome.accept(what);
    return what;
  }

  @Override
  public void closed() {
    behind.closed();
  }
}
