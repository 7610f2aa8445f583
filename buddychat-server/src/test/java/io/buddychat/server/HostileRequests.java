package io.buddychat.server;

import io.buddychat.server.HostileInput.Bytes;
import io.buddychat.server.HostileInput.Way;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// HTTP requests: bodies, addresses, headers, origins, tokens and files.
final class HostileRequests {

  private static final String GOOD = "{\"query\":\"{ me { id } }\",\"variables\":{\"a\":1}}";

  private final Neighbourhood place;
  private final Random random;
  private final List<HostileInput> all = new ArrayList<>();

  HostileRequests(Neighbourhood place, Random random) {
    this.place = place;
    this.random = random;
  }

  List<HostileInput> all(int mutations) {
    bodies(mutations);
    addresses();
    headers();
    origins();
    tokens();
    uploads();
    downloads();
    return all;
  }

  private void bodies(int mutations) {
    for (String body :
        new String[] {
          "",
          " ",
          "{",
          "}",
          "[",
          "null",
          "1",
          "\"\"",
          "true",
          "{}",
          "[]",
          "[{}]",
          "{\"query\"}",
          "{'query':'{me{id}}'}",
          "{query:\"{me{id}}\"}",
          "{\"query\":null}",
          "{\"query\":1}",
          "{\"query\":[]}",
          "{\"query\":{}}",
          "{\"query\":\"{ me { id } }\",}",
          "{\"query\":\"{ me { id } }\"}{\"query\":\"{ me { id } }\"}",
          "{\"query\":\"{ me { id } }\",\"query\":\"{ me { id } }\"}",
          "\u0000{}",
          "\ufeff{\"query\":\"{\"}",
          "{\"query\":\"{ me { id } }\",\"variables\":\"x\"}",
          "{\"query\":\"{ me { id } }\",\"variables\":[1]}",
          "{\"query\":\"{ me { id } }\",\"operationName\":1}",
          "{\"query\":\"{ me { id } }\",\"operationName\":\"x\"}",
          "{\"query\":\"{ me { id } }\",\"extensions\":1}",
          "{\"extensions\":{\"persistedQuery\":{}}}",
          "{\"extensions\":{\"persistedQuery\":1}}",
          "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"x\"}}}",
          "{\"extensions\":{\"persistedQuery\":{\"version\":9,\"sha256Hash\":[]}}}",
          "{\"extensions\":{\"persistedQuery\":null}}",
          "{\"query\":\"\\ud800\"}",
          "{\"query\":\"\\u0000\"}",
          "{\"query\":\"\\uZZZZ\"}",
          "{\"query\":NaN}",
          "{\"query\":Infinity}",
          "{\"query\":\"{ me { id } }\",\"variables\":{\"a\":NaN}}",
          "{\"query\":\"{ me { id } }\",\"variables\":{\"a\":1e99999}",
          "{\"query\":\"{ me { id } }\",\"variables\":{\"a\":" + "9".repeat(5_000) + "}",
          "query={me{id}}",
          "<query/>",
          "--x\r\n\r\n--x--",
          "{\"query\":/*x*/\"{\"}",
          "{\"query\":\"{\" // x\n}",
          "[".repeat(100_000),
          "{\"a\":".repeat(50_000),
          "{\"query\":\"" + "{".repeat(400_000) + "\"}",
          "{\"query\":\"{ me { id } }\",\"variables\":"
              + "{\"a\":".repeat(3_000)
              + "1"
              + "}".repeat(3_000)
              + "}",
          "{\"query\":\"" + "x".repeat(1 << 20) + "\"}"
        }) {
      all.add(HostileInput.body("bodies", body));
    }
    for (String bytes :
        new String[] {
          "\u00ff\u00fe{",
          "{\"query\":\"\u00e9\"}",
          "\u00c0\u0080",
          "\u001f\u008b\b\0",
          "{\"query\":\"\u00ed\u00a0\u0080\"}"
        }) {
      all.add(post("bodies", Map.of("Content-Type", "application/json"), new Bytes(bytes)));
    }
    for (int i = 0; i < mutations; i++) {
      all.add(HostileInput.body("changed bodies", BadValues.mutated(GOOD, random)));
    }
  }

  private static HostileInput post(String kind, Map<String, String> headers, Bytes body) {
    return new HostileInput(kind, new Way.Http("POST", "/graphql", headers, body));
  }

  private void get(String path) {
    request("GET", path, "");
  }

  private void request(String method, String path, String body) {
    all.add(raw("addresses", method, path, "Content-Length: " + body.length(), body));
  }

  private static HostileInput raw(
      String kind, String method, String path, String headers, String body) {
    return new HostileInput(
        kind,
        new Way.Raw(
            "%s %s HTTP/1.1\r\nHost: @HOST@\r\nConnection: close\r\n%s\r\n\r\n%s"
                .formatted(method, path, headers, body)));
  }

  private void addresses() {
    for (String method :
        new String[] {
          "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "FOO", "get", "POST\u00e9"
        }) {
      for (String path : new String[] {"/graphql", "/attachments", "/attachments/x", "/"}) {
        request(method, path, "");
      }
    }
    for (String query :
        new String[] {
          "",
          "?",
          "?query",
          "?query=",
          "?query=%",
          "?query=%zz",
          "?query=%ff%fe",
          "?query=%00",
          "?query={me{id}}",
          "?query=%7B",
          "?query=a&query=b",
          "?query=%7Bme%7Bid%7D%7D&variables=1",
          "?query=%7Bme%7Bid%7D%7D&variables=%7B",
          "?query=%7Bme%7Bid%7D%7D&operationName=x",
          "?query=%7Bme%7Bid%7D%7D&extensions=x",
          "?query=mutation%7BcreateSelfChat%7Bchat%7Bid%7D%7D%7D",
          "?query=subscription%7Bsubscribe%7Bsuccess%7D%7D",
          "?query=" + "x".repeat(7_000),
          "?" + "a=1&".repeat(1_000),
          "?query=%7Bme%7Bid%7D%7D;query=x",
          "?%00=1"
        }) {
      get("/graphql" + query);
    }
    for (String path :
        new String[] {
          "/",
          "//",
          "/graphql/../graphql",
          "/graphql/x",
          "/graphql;a=b",
          "/graphql%2f",
          "/GRAPHQL",
          "/graphql%00",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/../../etc/passwd",
          "/.git/config",
          "/.env",
          "/admin",
          "/actuator/env",
          "/console",
          "/h2-console",
          "/WEB-INF/web.xml",
          "/attachments/../graphql",
          "/attachments//",
          "/graphql\\..\\x",
          "http://evil.example/graphql",
          "*",
          "graphql",
          "/%",
          "/\u00e9",
          "/" + "a/".repeat(3_000)
        }) {
      get(path);
    }
    for (String text :
        new String[] {
          "GET /graphql\r\n\r\n",
          "GET /graphql HTTP/9.9\r\nHost: a\r\n\r\n",
          "GET /graphql HTTP/1.1\r\n\r\n",
          "GET /graphql HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "GET  /graphql  HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /graphql HTTP/1.1\r\nHost: a b\r\n\r\n",
          "GET /graphql HTTP/1.1\r\nHost\r\n\r\n",
          "\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
          "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "GET /graphql HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n",
          "GET /graphql HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"
        }) {
      all.add(new HostileInput("addresses", new Way.Raw(text)));
    }
  }

  private void headers() {
    Bytes good = Bytes.utf8(GOOD);
    for (String type :
        new String[] {
          "text/plain",
          "text/html",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/graphql",
          "application/json; charset=utf-16",
          "application/json; charset=\"",
          "application/json; a=\"b",
          "text/\"",
          "application/json; charset=nothing",
          "application/jsonx",
          "application/",
          "/",
          "json",
          ";",
          "*/*",
          "application/json, text/plain",
          "text/plain; application/json",
          "x".repeat(3_000)
        }) {
      all.add(post("headers", Map.of("Content-Type", type), good));
    }
    for (String accept :
        new String[] {
          "text/html",
          "image/*",
          "application/xml;q=1",
          "application/json;q=0",
          "application/json;q=\"",
          "a/b;q=x",
          "nothing",
          "x".repeat(3_000)
        }) {
      all.add(post("headers", Map.of("Content-Type", "application/json", "Accept", accept), good));
    }
    for (String encoding :
        new String[] {"gzip", "br", "deflate", "compress", "zstd", "x", "gzip, gzip"}) {
      all.add(
          post(
              "headers",
              Map.of("Content-Type", "application/json", "Content-Encoding", encoding),
              good));
    }
    for (String headers :
        new String[] {
          "X-Big: " + "x".repeat(40_000),
          "X: y\r\n".repeat(3_000) + "A: b",
          "Cookie: " + "a=b; ".repeat(3_000),
          "Range: bytes=0-1,".repeat(50) + "x",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 127.0.0.1, ' or 1=1",
          "Forwarded: for=\"_x\"",
          "Content-Type: application/json\r\nContent-Type: text/plain",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAA",
          "Expect: something",
          "TE: trailers, x",
          "X\0Y: z",
          "X Y: z",
          ": z"
        }) {
      all.add(raw("headers", "POST", "/graphql", headers + "\r\nContent-Length: 2", "{}"));
    }
    for (String handshake :
        new String[] {
          "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 99",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "Sec-WebSocket-Key: ' or 1=1\r\nSec-WebSocket-Version: 13",
              "Sec-WebSocket-Protocol: x"
        }) {
      all.add(
          new HostileInput(
              "headers",
              new Way.Raw(
                  "GET /graphql HTTP/1.1\r\nHost: @HOST@\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + handshake
                      + "\r\n\r\n")));
    }
  }

  private void origins() {
    for (String origin :
        new String[] {
          "https://evil.example",
          "http://@HOST@.evil.example",
          "http://evil@HOST@",
          "null",
          "",
          "*",
          "file://",
          "http://user@@HOST@",
          "http://@HOST@/",
          "http://@HOST@/x",
          "http://@HOST@?x",
          "http://@HOST@#x",
          "http://@HOST@ http://evil.example",
          "http://@HOST@,http://evil.example",
          "@HOST@",
          "//@HOST@",
          "ws://@HOST@",
          "data:text/html,x",
          "javascript:alert(1)",
          "http://localhost",
          "http://[::1]",
          "http://127.1",
          "http://0x7f000001",
          "chrome-extension://abc",
          "http://@HOST@\r\nOrigin: https://evil.example"
        }) {
      all.add(
          new HostileInput(
              "origins",
              new Way.Raw(
                  """
                  GET /graphql HTTP/1.1\r
                  Host: @HOST@\r
                  Upgrade: websocket\r
                  Connection: Upgrade\r
                  Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                  Sec-WebSocket-Version: 13\r
                  Sec-WebSocket-Protocol: graphql-transport-ws\r
                  Origin: %s\r
                  \r
                  """
                      .formatted(origin))));
    }
  }

  private void tokens() {
    ForgedTokens.of(
            "a secret for tests, as long as it must be",
            place.names().get("token"),
            place.names().get("refresh"),
            place.server.clock().instant())
        .values()
        .forEach(
            token ->
                all.add(
                    post(
                        "tokens",
                        Map.of(
                            "Content-Type", "application/json", "Authorization", "Bearer " + token),
                        Bytes.utf8(GOOD))));
    for (String header :
        new String[] {
          "Basic YTpi",
          "Bearer",
          "Bearer ",
          "JWT",
          "Digest x",
          "Bearer\tx",
          "' or 1=1",
          "Bearer a b c",
          "Negotiate x"
        }) {
      all.add(
          post(
              "tokens",
              Map.of("Content-Type", "application/json", "Authorization", header),
              Bytes.utf8(GOOD)));
    }
  }

  private void uploads() {
    String good =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--\r\n";
    for (String body :
        new String[] {
          "",
          "--x",
          "--x--",
          "--x--\r\n",
          "x",
          "--y\r\n\r\n--y--\r\n",
          "--x\r\n\r\n\r\n--x--\r\n",
          good.replace("--x--\r\n", ""),
          good.replace("name=\"file\"", "name=\"other\""),
          good.replace("; filename=\"a.txt\"", ""),
          good.replace("a.txt", ""),
          good.replace("a.txt", "../../etc/passwd\0"),
          good.replace("a.txt", "x".repeat(2_000)),
          good.replace("form-data", "nothing"),
          good.replace("Content-Disposition: ", ""),
          good.replace("text/plain", "x".repeat(1_000)),
          good.replace("\r\n", "\n"),
          good.replace("--x--", "") + good,
          "preamble" + "y".repeat(100_000),
          good.replace("Content-Type: text/plain", "X: y\r\n".repeat(2_000) + "A: b"),
          good.replace("Content-Type: text/plain", "Content-Transfer-Encoding: base64"),
          good.replace("abc", "")
        }) {
      all.add(upload("multipart/form-data; boundary=x", body));
    }
    for (String type :
        new String[] {
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=\"",
          "multipart/form-data; boundary=" + "x".repeat(200),
          "multipart/mixed; boundary=x",
          "application/json",
          "text/plain",
          "application/x-www-form-urlencoded"
        }) {
      all.add(upload(type, good));
    }
    for (int i = 0; i < 40; i++) {
      all.add(
          upload(
              "multipart/form-data; boundary=x",
              BadValues.mutated(good.substring(0, 60), random) + good.substring(60)));
    }
  }

  private static HostileInput upload(String type, String body) {
    return new HostileInput(
        "files",
        new Way.Http("POST", "/attachments", Map.of("Content-Type", type), Bytes.utf8(body)));
  }

  private void downloads() {
    String id = Neighbourhood.id("Attachment", 123_456_789);
    for (String bad : BadValues.idsLike(id, 70, random)) {
      all.add(
          new HostileInput(
              "files",
              new Way.Http(
                  "GET",
                  "/attachments/" + URLEncoder.encode(bad, StandardCharsets.UTF_8),
                  Map.of(),
                  Bytes.utf8(""))));
    }
    for (String path :
        new String[] {
          "/attachments/..%2f..%2fetc%2fpasswd",
          "/attachments/%00",
          "/attachments/%2e%2e/x",
          "/attachments/" + id + "/x",
          "/attachments/" + id + "%00.txt"
        }) {
      all.add(raw("files", "GET", path, "Authorization: Bearer @TOKEN@", ""));
    }
  }
}
