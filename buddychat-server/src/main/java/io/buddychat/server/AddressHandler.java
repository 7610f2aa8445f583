package io.buddychat.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Says by which address a client is counted, for whatever counts: requests, uploads, sockets.
///
/// It is the one at the other end of the connection, unless that is a proxy which the settings
/// trust: then it is the last in `X-Forwarded-For` that is no such proxy. What stands further to
/// the left was written by the client itself, who may write anything.
///
/// Of an IPv6 address the first half counts: the other half is the client's to choose.
final class AddressHandler extends Handler.Wrapper {

  private static final String ATTRIBUTE = AddressHandler.class.getName();
  private static final String UNKNOWN = "unknown";
  private static final int NETWORK_BYTES = 8;

  /// An address as proxies write it, with its port or without.
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]*)](?::\\d+)?|([^:]*):\\d+|(.*)");

  private final List<AddressBlock> trusted;

  AddressHandler(List<AddressBlock> trusted, Handler handler) {
    super(handler);
    this.trusted = trusted;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.setAttribute(ATTRIBUTE, counted(client(request)));
    return super.handle(request, response, callback);
  }

  /// By which address the client of a request is counted.
  static String of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof String address
        ? address
        : counted(peer(request));
  }

  private static Optional<InetAddress> peer(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        ? Optional.ofNullable(from.getAddress())
        : Optional.empty();
  }

  private Optional<InetAddress> client(Request request) {
    Optional<InetAddress> client = peer(request);
    List<String> forwarded =
        request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .toList();
    for (String next : forwarded.reversed()) {
      if (client.filter(this::isTrusted).isEmpty()) {
        return client;
      }
      Optional<InetAddress> told = parse(next.strip());
      if (told.isEmpty()) {
        // What comes before it is told by nobody we know.
        return client;
      }
      client = told;
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.holds(address));
  }

  private static Optional<InetAddress> parse(String text) {
    Matcher parts = WITH_PORT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    for (int group = 1; group <= parts.groupCount(); group++) {
      String address = parts.group(group);
      if (address != null) {
        return AddressBlock.address(address);
      }
    }
    return Optional.empty();
  }

  private static String counted(Optional<InetAddress> client) {
    return client.map(AddressHandler::counted).orElse(UNKNOWN);
  }

  private static String counted(InetAddress client) {
    if (!(client instanceof Inet6Address)) {
      return client.getHostAddress();
    }
    byte[] network = Arrays.copyOf(client.getAddress(), client.getAddress().length);
    Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of as many bytes as before", e);
    }
  }
}
