/// GraphQL over WebSocket: what a client may say, when, and what it hears back.
///
/// A socket carries many GraphQL operations at once. The client first introduces itself
/// (`connection_init`), waits for `connection_ack`, and then starts operations, each under an id of
/// its own choosing. This package keeps those rules, and only them. It knows no Jetty, no chat and
/// no GraphQL engine: text comes in, text goes out.
///
/// ```
///  transport (Jetty)                this package                        the world
///  -----------------     -------------------------------------     -------------------
///  onText, onClosed  ->  GraphQlWsConnection                   ->  Operations.connect
///                          | Dialect: text <-> messages            Operations.start
///                          | OperationTable: ids and bounds          |
///  WsSocket          <-  Outlet                                <-  Outcome: errors, one
///                          one writer, one order                   result, or a stream
/// ```
///
/// A server makes one [GraphQlWs] and, for each socket, asks it for a [GraphQlWsConnection].
///
/// ## Two dialects, one set of rules
///
/// `graphql-transport-ws` is today's protocol, `graphql-ws` its predecessor. They say the same
/// things in other words, so each is a [Dialect] that turns text into [ClientMessage]s and
/// [ServerMessage]s into text. The rules stand once, in [GraphQlWsConnection]; so the guard "no
/// operation before the acknowledgement" cannot be forgotten in one of them (it was, in other
/// servers: CVE-2026-35523).
///
/// An event stream (SSE) is a third dialect, of an HTTP answer that carries one operation: the same
/// pace, the same bounds and the same end with its session, written once.
///
/// ## Threads: one at a time, without a lock
///
/// Messages come on a socket thread, results on others, timers on a third. Each of them becomes an
/// event in the connection's [Mailbox], and the mailbox handles events strictly one after another,
/// on whichever thread finds it idle. Hence:
/// - All state of a connection and of its operations is touched by events only. Nothing else guards
///   it and nothing else needs to; the few exceptions are marked in [RunningOperation].
/// - Only events write to the socket. That is the one order in which a client sees things: after an
///   operation has ended, no late result of it can slip out, even if its id is in use again.
/// - No lock is ever held while calling out. A call that comes back at once (a socket which reports
///   "written" from within `send`, a stream that emits from within `request`) simply queues an
///   event.
/// - Events must be short. Whatever may take time ([Operations#connect], [Operations#start], the
///   subscribing to a stream) runs on the executor; JSON is read and written by the thread that
///   brings it.
///
/// ## Back-pressure: pull, from end to end
///
/// A stream is asked for a small window of events, and for more only as its earlier ones were
/// really written ([WsSocket#send] reports that). A client that reads slowly makes its own streams
/// wait where they cost nothing, in the log they are read from; nothing is dropped and nobody else
/// waits.
///
/// ## Why
///
/// Other servers show what happens otherwise: one class that is protocol, JSON, threads and
/// transport at once cannot be tested without a socket, and is written a second time for the next
/// transport; rules kept by locks and flags on several threads leave gaps (a duplicate id noticed
/// only when the stream starts, a result after `complete`, a `subscribe` refused because the flag
/// was set after the acknowledgement had gone out). With one event at a time those races cannot be
/// written down. The price is an object per event; the tests pay back by replaying every race by
/// hand.
@NullMarked
package io.buddychat.graphql.ws;

import org.jspecify.annotations.NullMarked;
