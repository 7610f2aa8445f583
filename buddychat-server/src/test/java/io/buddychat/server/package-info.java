/// The server's tests. Most talk to a real server over real HTTP and WebSocket, as a client would.
@NullMarked
package io.buddychat.server;

import org.jspecify.annotations.NullMarked;
