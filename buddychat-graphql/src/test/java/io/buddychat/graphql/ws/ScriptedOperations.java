package io.buddychat.graphql.ws;

import io.buddychat.testkit.ws.WsScript;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers by the script of the contracts.
record ScriptedOperations(WsScript script) implements Operations {

  @Override
  public Admission connect(Map<String, @Nullable Object> initPayload) {
    return script.admits(initPayload)
        ? new Admission.Accepted(script.greeting(initPayload), Optional.empty())
        : new Admission.Refused("Forbidden");
  }

  @Override
  public Outcome start(WsRequest request, Cancellation cancellation) {
    return switch (script.answer(request.query(), request.variables())) {
      case WsScript.Answer.Errors(var errors) -> new Outcome.Rejected(errors);
      case WsScript.Answer.Result(var result) -> new Outcome.Single(result);
      case WsScript.Answer.Events(var payloads) -> new Outcome.Stream(payloads);
    };
  }
}
