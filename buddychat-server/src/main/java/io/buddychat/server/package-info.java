/// How BuddyChat runs: one program, one port, settings from outside.
///
/// ```
///  POST, GET /graphql                        WebSocket /graphql
///  GraphQlHandler                            SocketNegotiator, GraphQlSocket
///    RequestReader: bytes -> request           OutboundQueue: bounded, one write in flight
///    ResponseType, HttpStatusPolicy            SocketOperations: who is it, run it
///          \                                  /
///           Turnstile: so many at a time     /
///           Authentication -> Caller        /
///                     BuddyChatGraphQl  (module graphql)
///                     BuddyChat         (module domain)
///                     JdbiStore         (module persistence)
/// ```
///
/// An answer may go on as a stream of events (EventStreams): HTTP outside, and inside the same as a
/// socket. PageHandler serves GraphiQL, which is built by `src/graphiql` and kept in the jar, and a
/// page of two people who talk to each other.
///
/// Files go beside GraphQL, by HTTP alone: AttachmentHandler takes them in (UploadedFile: a form as
/// a stream) and gives them out (DownloadAnswer: to be saved, never shown); Sweeper removes what
/// nobody wants any more, and forgets what is older than it has to be kept.
///
/// This is the only place that wires: [BuddyChatServer] puts the parts together and takes them down
/// again, [Settings] says with which numbers, [Main] is the program around it.
///
/// ## Why
///
/// The rules of GraphQL, of the socket protocol and of chatting are kept by modules which know no
/// HTTP. What is left here is what a transport must do and nobody else can: bounds on what comes
/// in, bounds on what waits to go out, who is behind a token, and an orderly end.
@NullMarked
package io.buddychat.server;

import org.jspecify.annotations.NullMarked;
