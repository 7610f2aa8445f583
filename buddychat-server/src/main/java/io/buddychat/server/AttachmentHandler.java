package io.buddychat.server;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.Uploads;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.AttachmentPaths;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Caller;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.RateLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Files by HTTP, beside GraphQL: `POST /attachments` takes one in, `GET` of its path gives it out.
///
/// The token is in the header and nowhere else, so a page that is not ours cannot have a browser
/// send or fetch anything.
final class AttachmentHandler extends Handler.Abstract {

  private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(10);

  private final Turnstile turnstile;
  private final Uploads uploads;
  private final Authentication authentication;
  private final RateLimits limits;
  private final int overTheLimit;
  private final Metrics metrics;

  /// @param overTheLimit the HTTP status of what is over the rate limit
  AttachmentHandler(
      Turnstile turnstile,
      Uploads uploads,
      Authentication authentication,
      RateLimits limits,
      int overTheLimit,
      Metrics metrics) {
    this.turnstile = turnstile;
    this.uploads = uploads;
    this.authentication = authentication;
    this.limits = limits;
    this.overTheLimit = overTheLimit;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean upload =
        path.equals(AttachmentPaths.UPLOAD) || path.equals(AttachmentPaths.UPLOAD + "/");
    if (!upload && !AttachmentPaths.isDownload(path)) {
      return false;
    }
    try {
      if (upload) {
        Answer.of(201, ResponseType.JSON, upload(request)).send(response, callback);
      } else {
        download(request, path).send(request, response, callback);
      }
    } catch (RefusedException e) {
      Answer.of(e.refusal(), ResponseType.JSON).send(response, callback);
    } catch (RuntimeException e) {
      refused(e).send(response, callback);
    }
    return true;
  }

  private Map<String, Object> upload(Request request) {
    require(request, "POST", List.of("POST"));
    Viewer viewer = charged(request);
    UploadedFile file = UploadedFile.of(request, uploads.mostBytes(), LONGEST_UPLOAD);
    Attachment kept = uploads.upload(viewer, file.name(), file.contentType(), file);
    metrics.uploaded(kept.size());
    return told(kept);
  }

  private static Map<String, Object> told(Attachment attachment) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", AttachmentPaths.id(attachment.id()));
    told.put("file", AttachmentPaths.of(attachment.id()));
    told.put("name", attachment.name());
    told.put("contentType", attachment.contentType());
    told.put("size", attachment.size());
    return told;
  }

  /// The file is found like anything else is; it leaves without keeping a place at the turnstile,
  /// at the pace at which its reader reads.
  private DownloadAnswer download(Request request, String path) {
    require(request, "GET, HEAD", List.of("GET", "HEAD"));
    return turnstile
        .pass(() -> found(charged(request), path))
        .orElseThrow(() -> new RefusedException(Refusal.tryAgain(Turnstile.TOO_MUCH_TO_DO)));
  }

  private DownloadAnswer found(Viewer viewer, String path) {
    return AttachmentPaths.parse(path)
        .flatMap(id -> uploads.open(viewer, id))
        .map(DownloadAnswer::new)
        .orElseThrow(() -> Failure.notFound("attachment").asException());
  }

  private static void require(Request request, String allowed, List<String> methods) {
    if (!methods.contains(request.getMethod())) {
      throw new RefusedException(
          Refusal.onlyBy(allowed, "Files are uploaded by POST, and downloaded by GET."));
    }
  }

  /// Who asks, for what counts as one operation.
  private Viewer charged(Request request) {
    Caller caller =
        Authentication.caller(
            authentication.byHeader(request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION)));
    limits.charge(new Connection(caller, AddressHandler.of(request)), 1, 0);
    return caller
        .viewer()
        .orElseThrow(
            () ->
                new Failure.Unauthenticated(caller.problem().orElse("You are not signed in."))
                    .asException());
  }

  private Answer refused(RuntimeException thrown) {
    List<HttpField> headers = new ArrayList<>();
    int status = 500;
    if (thrown instanceof BuddyChatException refusal) {
      status = status(refusal.failure());
      switch (refusal.failure()) {
        case Failure.RateLimited(_, Duration wait) ->
            headers.add(new HttpField(HttpHeader.RETRY_AFTER, String.valueOf(wait.toSeconds())));
        case Failure.Unauthenticated _ ->
            headers.add(new HttpField(HttpHeader.WWW_AUTHENTICATE, "Bearer"));
        case Failure.TooLarge _ -> headers.add(new HttpField(HttpHeader.CONNECTION, "close"));
        default -> {}
      }
    }
    return new Answer(
        status,
        ResponseType.JSON,
        Map.of("errors", List.of(BuddyChatGraphQl.error(thrown))),
        headers);
  }

  private int status(Failure failure) {
    return switch (failure) {
      case Failure.Unauthenticated _ -> 401;
      case Failure.Forbidden _ -> 403;
      case Failure.NotFound _ -> 404;
      case Failure.InvalidInput _ -> 400;
      case Failure.TooLarge _ -> 413;
      case Failure.Conflict _, Failure.ResyncRequired _ -> 409;
      case Failure.RateLimited _ -> overTheLimit;
    };
  }
}
