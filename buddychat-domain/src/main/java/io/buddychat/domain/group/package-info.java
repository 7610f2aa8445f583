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
///
/// ## Which one
///
/// Titles are no names: any number of groups may have the same. [OpenGroup] gives somebody the one
/// they mean, for they mean one of their own.
///
/// ## Who comes in
///
/// Whom an admin adds; in a public group also whoever joins ([JoinGroup]), but for those whom an
/// admin has removed. What they find of what was said before is the group's to say
/// ([io.buddychat.domain.conversation.Welcome]).
@NullMarked
package io.buddychat.domain.group;

import org.jspecify.annotations.NullMarked;
