/// The GraphQL API: its schema, what stands behind each field, and how requests are run.
///
/// [BuddyChatGraphQl] is the way in: a request and the [Connection] it came through go in, an
/// [io.buddychat.graphql.ws.Outcome] comes out. HTTP and socket use it alike.
///
/// ```
/// schema.graphqls   what can be asked, described for those who ask
/// …Fields           what stands behind the fields of one area, as one line each
/// Fields, Call      how such lines are written
/// Nodes             a GraphQL type's Java value: a domain value and the name it goes by here
/// Filter, NumberedPage  lists for those who filter by JSON and count pages
/// Inputs            fields that do the same for each of several inputs
/// Loaders, Loading  reading many things with one statement
/// Plan, Walk        how an operation is answered: thought through once, then level by level
/// Part, Shape       what an answer is made of, and what may lie where
/// Walking           the engine's way there
/// Broadcasts        the frames of the `subscribe` field
/// Inbox…            the viewer's own log: followed, paged, and what its events carry
/// Change…           the same log as changes of things
/// Deliveries        answering a subscription's document for each event
/// Plans, Stencil    one plan for all who ask alike, and what they are told alike drawn once;
///                   Drawn is that with what is one owner's own
/// Requests          finding the document a request means, and checking it: by its text
///                   (DocumentCheck, DocumentShape), then by what it costs (Guard, Cost)
/// Hooks, Around      what embedders add around operations; ConnectionContext is theirs
/// StoredDocuments   documents that are named by an id or a hash
/// Errors            refusals and failures as clients see them
/// ```
///
/// ## Why every field has its line
///
/// A field without one stops the start: nothing is ever answered by a getter that happens to have
/// the right name, so nothing is shown by accident.
@NullMarked
package io.buddychat.graphql;

import org.jspecify.annotations.NullMarked;
