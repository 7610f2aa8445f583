/// BuddyChat's rules. Needs the JDK and nothing else at run time.
///
/// The list of packages below is the table of contents; each knows only the ones above it.
module io.buddychat.domain {
  requires static org.jspecify;

  exports io.buddychat.domain.core;
  exports io.buddychat.domain.user;
  exports io.buddychat.domain.inbox;
  exports io.buddychat.domain.peer;
  exports io.buddychat.domain.attachment;
  exports io.buddychat.domain.retention;
  exports io.buddychat.domain.conversation;
  exports io.buddychat.domain.chat;
  exports io.buddychat.domain.group;
  exports io.buddychat.domain;
}
