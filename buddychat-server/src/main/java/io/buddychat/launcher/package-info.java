/// The way in: `java -jar buddychat.jar` on whatever Java is at hand.
///
/// The server needs Java 25, yet `java` is often older. This package alone is compiled for 17. It
/// runs the server in place where it can; otherwise it looks for a newer Java among [the installed
/// ones][io.buddychat.launcher.InstalledJava] and runs the server there, in a child that lives and
/// dies with it.
///
/// It knows the server by name only, so that each is compiled for its own Java.
@NullMarked
package io.buddychat.launcher;

import org.jspecify.annotations.NullMarked;
