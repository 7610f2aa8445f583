package io.buddychat.testkit.client;

/// What [BuddyChatClient] promises, whichever way leads to the server.
public interface BuddyChatClientContract
    extends ClientAnswersContract,
        ClientSessionContract,
        ClientInboxContract,
        ClientChangesContract {}
