package io.buddychat.server;

import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.GraphQlWsConnection;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.WsRequest;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers that go on: GraphQL over Server-Sent Events, for networks in which sockets do not get
/// through.
///
/// A stream is treated as a socket is, by the same means: a bounded queue with one write in flight,
/// events at the pace at which the client reads, an end with the session, a sign of life in
/// silence. Who reads too slowly is cut off and resumes by their cursor.
///
/// @param open how many each person may have
record EventStreams(GraphQlWs protocol, OpenSockets sockets, SocketWays ways, OpenStreams open) {

  /// An HTTP exchange, as Jetty hands it over.
  record Exchange(Request request, Response response, Callback callback) {}

  /// Answers with a stream, unless whoever asks has too many.
  ///
  /// @param who as whom they are counted
  /// @param operations makes what stands behind the stream
  /// @return whether there was a place; if not, nothing was sent
  boolean answer(
      Exchange exchange,
      String who,
      WsRequest asked,
      Function<StreamFrames, Operations> operations) {
    return open.take(who)
        .map(
            place -> {
              setHeaders(exchange.response().getHeaders());
              StreamFrames frames = new StreamFrames(exchange);
              begin(frames, asked, operations.apply(frames), place);
              return true;
            })
        .orElse(false);
  }

  private static void setHeaders(HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, ResponseType.EVENTS.contentType());
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put("X-Content-Type-Options", "nosniff");
    // Proxies must pass on each event as it comes.
    fields.put("X-Accel-Buffering", "no");
    fields.put(HttpHeader.CONNECTION, "close");
  }

  private void begin(
      StreamFrames frames, WsRequest asked, Operations operations, OpenStreams.Place place) {
    OutboundQueue out = ways.queue(frames);
    GraphQlWsConnection conversation = protocol.stream(out, operations);
    conversation.onOpen();
    // First: a server that stops ends the stream as soon as it is added.
    frames.watch(
        () -> {
          out.closed();
          conversation.onClosed();
          sockets.remove(conversation);
          place.close();
        });
    sockets.add(conversation);
    conversation.onRequest(asked);
  }
}
