/// The behaviour of GraphQL over WebSocket, as contracts that any server can be held to.
///
/// [GraphQlWsContract] is for today's protocol, [OlderGraphQlWsContract] for its predecessor. Both
/// talk in frames, as a client does, so they run against the bare state machine in memory and
/// against a real server over TCP alike.
///
/// ```
///   contract  --frames-->  WsClient  --(memory | TCP)-->  your server
///      |                                                     |
///      +-- holds back, releases, emits -->  WsScript  <--asks-+
/// ```
///
/// ## The script
///
/// To test a race one must be able to hold an answer back. So the server under test does not run
/// its real schema; it asks a [WsScript] what to answer, and the contract has the other end of that
/// script in its hand. Wiring it is a dozen lines: hand the introduction to [WsScript#admits], the
/// request to [WsScript#answer], and translate the three kinds of [WsScript.Answer].
///
/// ## Why
///
/// The testkit knows no GraphQL module, and should not: whoever embeds BuddyChat may bring another.
/// A script in plain Java can be shared by all of them; a schema could not.
///
/// ## How a test shows that nothing more came
///
/// Not by waiting. It sends a ping that carries a mark, and demands the pong with this mark as the
/// very next message.
@NullMarked
package io.buddychat.testkit.ws;

import org.jspecify.annotations.NullMarked;
