package io.buddychat.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What a browser finds here: `/graphiql`, on which to try the API, `/try`, on which two people
/// talk to each other and one sees what goes over their sockets, and at `/` the way there.
/// Everything comes from the jar; nothing is looked for on a disk or on another host.
///
/// The pages may run their own scripts only, speak to this server only, and be framed by nobody.
/// What is served depends on nothing that was sent but the path, which has to be the name of a file
/// there is.
final class PageHandler extends Handler.Abstract {

  static final List<String> PAGES = List.of("graphiql", "try");
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final List<String> pages;

  /// The files of each page by their names, once somebody has asked for one of them.
  private final Map<String, Map<String, PageFile>> read = new ConcurrentHashMap<>();

  private final Endpoint endpoint;

  /// @param served whether there are pages at all
  /// @param endpoint where the API is, seen from outside
  PageHandler(boolean served, Endpoint endpoint) {
    this.pages = served && endpoint.hasPages() ? PAGES : List.of();
    this.endpoint = endpoint;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean root = path.equals("/");
    Optional<String> page =
        pages.stream().filter(name -> (path + "/").startsWith("/" + name + "/")).findAny();
    if (!root && page.isEmpty()) {
      return false;
    }
    if (!List.of("GET", "HEAD").contains(request.getMethod())) {
      Answer.of(Refusal.onlyBy("GET, HEAD", "Pages are fetched by GET."), ResponseType.JSON)
          .send(response, callback);
    } else if (root) {
      front(request, response, callback);
    } else {
      send(page.orElseThrow(), path, request, response, callback);
    }
    return true;
  }

  private void send(
      String page, String path, Request request, Response response, Callback callback) {
    if (path.equals("/" + page + "/")) {
      redirect("../" + page, response, callback);
      return;
    }
    Map<String, PageFile> files = read.computeIfAbsent(page, PageFile::all);
    Optional<PageFile> file =
        path.equals("/" + page)
            ? Optional.ofNullable(files.get(PageFile.INDEX))
            : Optional.ofNullable(files.get(path.substring(page.length() + 2)))
                .filter(found -> !found.isIndex());
    file.ifPresentOrElse(
        found -> send(found, request, response, callback),
        () ->
            Answer.of(404, ResponseType.JSON, Refusal.body("There is no such file.", "NOT_FOUND"))
                .send(response, callback));
  }

  /// Browsers go on to the page; everybody else is told where the API is.
  private void front(Request request, Response response, Callback callback) {
    response.getHeaders().add(HttpHeader.VARY, "Accept");
    boolean browser =
        request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).stream()
            .anyMatch(type -> type.startsWith("text/html"));
    if (browser && !pages.isEmpty()) {
      redirect(endpoint.folder().substring(1) + "graphiql", response, callback);
    } else {
      Answer.of(
              200,
              ResponseType.JSON,
              Map.of(
                  "message", "This is BuddyChat. Its API is GraphQL, at " + endpoint.path() + "."))
          .send(response, callback);
    }
  }

  /// To a place beside this one: in front of us there may be a proxy that has us elsewhere.
  private static void redirect(String place, Response response, Callback callback) {
    response.setStatus(302);
    response.getHeaders().put(HttpHeader.LOCATION, place);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
    callback.succeeded();
  }

  private static void send(PageFile file, Request request, Response response, Callback callback) {
    HttpFields asked = request.getHeaders();
    boolean zipped =
        asked.getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
            .anyMatch(encoding -> encoding.equalsIgnoreCase("gzip") || encoding.equals("*"));
    String tag = file.tag(zipped);
    HttpFields.Mutable fields = response.getHeaders();
    headers(asked).forEach(fields::put);
    fields.put(HttpHeader.CACHE_CONTROL, file.isLasting() ? FOREVER : "no-cache");
    fields.put(HttpHeader.ETAG, tag);
    fields.add(HttpHeader.VARY, "Accept-Encoding");
    if (isKnown(asked, tag)) {
      response.setStatus(304);
      callback.succeeded();
      return;
    }
    fields.put(HttpHeader.CONTENT_TYPE, file.type());
    fields.put(HttpHeader.CONTENT_LENGTH, file.length(zipped));
    if (zipped) {
      fields.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
    try {
      if (request.getMethod().equals("GET")) {
        file.write(zipped, Content.Sink.asOutputStream(response));
      }
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  private static boolean isKnown(HttpFields asked, String tag) {
    return asked.getValuesList(HttpHeader.IF_NONE_MATCH).stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(known -> known.strip().replaceFirst("^W/", ""))
        .anyMatch(known -> known.equals(tag) || known.equals("*"));
  }

  /// Styles are the exception: the editor makes them as it goes.
  private static List<HttpField> headers(HttpFields asked) {
    String policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; worker-src 'self';"
            + " connect-src 'self'%s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                .formatted(sockets(asked));
    return List.of(
        new HttpField("Content-Security-Policy", policy),
        new HttpField("X-Frame-Options", "DENY"),
        new HttpField("X-Content-Type-Options", "nosniff"),
        new HttpField("Referrer-Policy", "no-referrer"),
        new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
        new HttpField("Cross-Origin-Resource-Policy", "same-origin"));
  }

  /// Not every browser takes a socket of the same host for one of `'self'`.
  private static String sockets(HttpFields asked) {
    return Optional.ofNullable(asked.get(HttpHeader.HOST))
        .flatMap(host -> Origin.parse("http://" + host))
        .map(origin -> origin.toString().substring("http:".length()))
        .map(place -> " ws:%s wss:%s".formatted(place, place))
        .orElse("");
  }
}
