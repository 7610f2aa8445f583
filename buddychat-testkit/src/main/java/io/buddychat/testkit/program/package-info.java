/// BuddyChat as a program of its own, seen from outside: started as a process, asked over HTTP,
/// killed.
///
/// ```java
/// ServerProgram program = ServerProgram.jar(Path.of("buddychat-server/target/buddychat.jar"));
/// try (ServerDatabase database = ServerDatabase.open("h2", folder);
///     ServerProcess server = program.start(folder, database.settings())) {
///   GraphQlClient client = new GraphQlClient(server.uri());
///   client.signUp("alice");
///   client.data("{ me { username } }", Map.of(), client.logIn("alice"));
///   server.kill(); // kill -9: nothing is said good-bye to
/// }
/// ```
///
/// Nothing here knows the server's code: what holds for this process holds for whoever starts it.
@NullMarked
package io.buddychat.testkit.program;

import org.jspecify.annotations.NullMarked;
