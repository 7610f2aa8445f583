/// The load: a process of its own that sends and listens for a benchmark, with as little work as
/// possible, for it shares the processors with whatever is measured.
///
/// One thread serves all connections through a selector. What is sent is built once; each message
/// carries a number, `~` and ten digits, which is patched in. A listener looks for nothing else in
/// what it receives, so that it can tell for each message whether it came, once, without reading
/// JSON.
@NullMarked
package io.buddychat.testkit.bench.load;

import org.jspecify.annotations.NullMarked;
