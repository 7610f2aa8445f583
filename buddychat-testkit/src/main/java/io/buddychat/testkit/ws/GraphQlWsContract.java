package io.buddychat.testkit.ws;

/// What a server must do on a socket that speaks `graphql-transport-ws`.
public interface GraphQlWsContract
    extends WsConnectionContract, WsOperationsContract, BadMessagesContract, WsFloodContract {}
