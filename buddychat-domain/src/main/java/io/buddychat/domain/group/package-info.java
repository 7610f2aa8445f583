/// Groups: conversations whose owners come and go.
///
/// What is special about them is who belongs and who may change that. A member is an owner of a
/// copy: the two begin and end together. Everything that is done with messages is in
/// `conversation`.
///
/// ## Who may do what
///
/// Admins change the group, its members and their roles. Nobody removes the creator. There is
/// always an admin: the last one cannot be demoted, and when they go the member of longest standing
/// follows.
@NullMarked
package io.buddychat.domain.group;

import org.jspecify.annotations.NullMarked;
