/// A client of BuddyChat, for bots and for tests: typed calls, and an inbox that is followed
/// through any cut of the line.
///
/// ```java
/// try (BuddyChatClient alice = connect().login("alice", "Correct-Horse-7");
///     BuddyChatClient boris = connect().login("boris", "Correct-Horse-7");
///     Inbox inbox = boris.inbox()) {
///   alice.send(alice.chatWith(boris.me()), "Hello, Boris");
///   for (InboxEvent event : inbox) {
///     if (event.subject() instanceof Subject.MessageChanged said && said.copy().isPresent()) {
///       return said.copy().get().content();
///     }
///   }
/// }
/// ```
///
/// [BuddyChatClient] is one person. It reaches the server by a [Transport]: HTTP and WebSocket, or
/// sockets alone, and those may be [Sockets] of one's own that lead to a BuddyChat in the same
/// program. An [Inbox] hands out each event once and in order, whatever becomes of the line.
/// Changes of things by kind, action and id, and of groups, are the same [Feed] seen in other ways.
///
/// It needs the JDK and Jackson, and knows nothing of the server's code.
///
/// ## Why
///
/// - *An inbox is pulled.* A test asks for the next event and waits for it; a bot is a loop.
///   Whoever does not ask gets nothing, so demand needs no protocol; what goes wrong is thrown
///   where somebody can catch it; the cursor is that of the event one has in hand; and no thread
///   has to be made, found or ended. A `Flow.Publisher` would bring all of these back.
/// - *A socket for each inbox.* Who is slow in reading one must not hold up another, and the only
///   way to tell a server to wait is not to read the socket. Many operations on one socket need a
///   buffer without end, or lose something.
/// - *In-process is a socket too.* Text goes over and text comes back, as over TCP, so that the
///   protocol which is tried without a network is the one that runs over it.
/// - *Tokens are renewed when they are refused*, not when a clock says so: the server's clock alone
///   counts, and a renewed token is never wasted.
@NullMarked
package io.buddychat.testkit.client;

import org.jspecify.annotations.NullMarked;
