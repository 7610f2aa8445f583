// README: begin
/** The same client; but each time its connection is opened anew, an `inbox` goes on behind the last event it gave. */
export function resuming(client) {
  return {
    ...client,
    subscribe(request, sink) {
      const variables = { ...request.variables };
      return client.subscribe({ ...request, variables }, {
        next(result) {
          variables.after = result.data?.inbox?.cursor ?? variables.after;
          sink.next(result);
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      });
    },
  };
}
// README: end
